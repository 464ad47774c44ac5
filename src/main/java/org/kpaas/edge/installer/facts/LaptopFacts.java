package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.remote.Readiness;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// What the laptop says about itself: its keys, the keys of hosts that it knows, its disk and the way over jump hosts.
/// No key, passphrase or password is part of it.
final class LaptopFacts {
    private static final long MIB = 1024 * 1024;

    private final Site site;
    private final TreeMap<String, String> values = new TreeMap<>();

    private LaptopFacts(Site site) {
        this.site = site;
    }

    /// What is known before anything was connected: a host key that is accepted during the look is a new one.
    static LaptopFacts before(Site site, Remote remote, Path folder) {
        var laptop = new LaptopFacts(site);
        laptop.folder(folder);
        laptop.login(site.controlPlaneSubject(), remote.readiness(site.controlPlane()));
        List<Subject> edges = site.edgeSubjects();
        for (int i = 0; i < edges.size(); i++) {
            laptop.login(edges.get(i), remote.readiness(site.accessTo(site.edges().get(i))));
        }
        return laptop;
    }

    private void login(Subject subject, Readiness readiness) {
        values.put(FactKeys.key(subject), word(readiness.key()));
        if (subject.kind() == Subject.Kind.CONTROL_PLANE) {
            values.put(FactKeys.HOST_KEY, readiness.hostKnown() ? "known" : "new");
        }
    }

    /// The folder may not be there yet: then the one that it will be made in counts.
    private void folder(Path folder) {
        values.put("laptop.folder", folder.toString());
        Optional<Path> there = Optional.of(folder.toAbsolutePath());
        while (there.isPresent() && !Files.isDirectory(there.get())) {
            there = Optional.ofNullable(there.get().getParent());
        }
        if (there.isEmpty()) {
            return;
        }
        values.put("laptop.folder.writable", Files.isWritable(there.get()) ? "yes" : "no");
        try {
            long free = Files.getFileStore(there.get()).getUsableSpace() / MIB;
            values.put("laptop.disk.free.mib", Long.toString(free));
        } catch (IOException e) {
            values.remove("laptop.disk.free.mib"); // it cannot be told
        }
    }

    /// Opens the chain of jump hosts, the outermost first; the connections are those that the hosts behind it use.
    HostFacts jumps(Remote remote) throws InterruptedException {
        var chain = new ArrayList<Access>();
        Optional<Access> hop = site.controlPlane().jump();
        while (hop.isPresent()) {
            chain.addFirst(hop.get());
            hop = hop.get().jump();
        }
        values.put("jump.count", Integer.toString(chain.size()));
        for (int i = 0; i < chain.size(); i++) {
            String key = "jump." + (i + 1);
            values.put(key + ".label", chain.get(i).label());
            String state = open(remote, chain.get(i));
            values.put(key, state);
            if (!state.equals("ok")) {
                break; // nothing behind it can be reached
            }
        }
        return new HostFacts(Subject.LAPTOP, values, java.util.Map.of());
    }

    private static String open(Remote remote, Access hop) throws InterruptedException {
        try {
            remote.host(hop);
            return "ok";
        } catch (RemoteException e) {
            return word(e.kind());
        }
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
