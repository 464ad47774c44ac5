package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.guide.Release;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the release in the control plane's checkout, not in what the engineer believes (T01): the guides clone a branch
/// whose head is another release. What the deploy script reads decides, because that is what will run (T03).
public final class ReleaseDetector {
    /// `v1.6.0`, or `v1.6.0-3-g1234567` for three commits later.
    private static final Pattern DESCRIBED =
            Pattern.compile("(v[0-9][A-Za-z0-9.]*)(-[0-9]+-g[0-9a-f]+)?");

    /// How a script may name an edge's address in any release (T03).
    private static final Pattern ANY_EDGE_ADDRESS =
            Pattern.compile("EDGE.{1,8}?_NODE_(PUBLIC|PRIVATE)_IP");

    private final List<Release> known;

    /// @param known the releases to choose from, newest last
    public ReleaseDetector(List<Release> known) {
        this.known = List.copyOf(known);
    }

    /// @param release what the checkout is; empty when it is none that we know
    /// @param found   what it was told by, for people: `git describe`, the KubeEdge version
    /// @param agreed  whether the tag and the scripts say the same, with no commits on top
    public record Detected(Optional<Release> release, String found, boolean agreed) {}

    public Detected detect(HostFacts controlPlane) {
        Optional<String> described = controlPlane.value("checkout.describe");
        Optional<String> keadm = controlPlane.value("checkout.keadm");
        Optional<String> tag = described.flatMap(this::tag);
        List<Release> candidates = byScript(controlPlane, tag);
        Optional<Release> release = choose(candidates, controlPlane, tag);
        boolean agreed = release.map(it -> agrees(it, tag) && isExact(described)).orElse(false);
        return new Detected(release, found(described, keadm), agreed);
    }

    private List<Release> byScript(HostFacts facts, Optional<String> tag) {
        String variables = facts.text(FactKeys.EDGE_VARIABLES).orElse("");
        return facts.text(FactKeys.DEPLOY_SCRIPT)
                .map(script -> known.stream().filter(it -> reads(script, variables, it)).toList())
                .orElseGet(
                        () ->
                                known.stream()
                                        .filter(it -> tag.map(t -> means(it, t)).orElse(false))
                                        .toList());
    }

    /// Of releases whose scripts read the same names: the one of the tag, else of those with this KubeEdge and with the
    /// reset where it is (T83) the newest.
    private static Optional<Release> choose(
            List<Release> candidates, HostFacts facts, Optional<String> tag) {
        Optional<Release> tagged =
                candidates.stream()
                        .filter(it -> tag.map(t -> means(it, t)).orElse(false))
                        .findFirst();
        if (tagged.isPresent()) {
            return tagged;
        }
        Optional<String> keadm = facts.value("checkout.keadm");
        List<Release> likely =
                candidates.size() > 1 && keadm.isPresent()
                        ? candidates.stream().filter(it -> hasKeadm(it, keadm.get())).toList()
                        : candidates;
        Optional<Boolean> reset = facts.flag("reset.playbook");
        return newest(
                        likely.stream()
                                .filter(
                                        it ->
                                                reset.map(found -> found == it.resetsAsScripted())
                                                        .orElse(true))
                                .toList())
                .or(() -> newest(likely));
    }

    private static Optional<Release> newest(List<Release> releases) {
        return releases.stream().reduce((older, newer) -> newer);
    }

    private static boolean agrees(Release release, Optional<String> tag) {
        return tag.map(t -> means(release, t)).orElse(true);
    }

    /// Commits after a tag may have changed anything; a bare commit id says nothing either way.
    private static boolean isExact(Optional<String> described) {
        return described.map(text -> !text.matches(".*-[0-9]+-g[0-9a-f]+")).orElse(true);
    }

    private static boolean means(Release release, String tag) {
        return release.id().equals(tag) || release.tags().contains(tag);
    }

    private static boolean hasKeadm(Release release, String version) {
        return bare(release.versions().kubeedge()).equals(bare(version));
    }

    private static String bare(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }

    private static boolean reads(String script, String variables, Release release) {
        Release.Variables names = release.variables();
        return hasWord(script, names.privateVip())
                && hasWord(script, names.publicVip())
                && names.cloudcore1().map(name -> hasWord(script, name)).orElse(true)
                && names.cloudcore2().map(name -> hasWord(script, name)).orElse(true)
                && (hasNumbered(script, names.edgeIp())
                        || !ANY_EDGE_ADDRESS.matcher(script).find()
                                && hasNumbered(variables, names.edgeIp()));
    }

    private static boolean hasWord(String text, String word) {
        return Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(word) + "(?![A-Za-z0-9_])")
                .matcher(text)
                .find();
    }

    /// The scripts write the number as `${i}`, `$i` or the like.
    private static boolean hasNumbered(String text, String name) {
        int at = name.indexOf("{n}");
        String pattern =
                Pattern.quote(name.substring(0, at))
                        + ".{1,8}?"
                        + Pattern.quote(name.substring(at + 3));
        return Pattern.compile(pattern).matcher(text).find();
    }

    /// A bare commit id means something only when a release is known by it.
    private Optional<String> tag(String described) {
        var matcher = DESCRIBED.matcher(described);
        if (matcher.matches()) {
            return Optional.of(matcher.group(1));
        }
        return known.stream().anyMatch(it -> means(it, described))
                ? Optional.of(described)
                : Optional.empty();
    }

    private static String found(Optional<String> described, Optional<String> keadm) {
        String first = described.orElse("–");
        return keadm.map(version -> first + ", KubeEdge " + version).orElse(first);
    }
}
