package org.kpaas.edge.installer.verify.names;

import java.util.regex.Pattern;

/// What Kubernetes itself accepts as a name; which form a kind has is in [Kinds]. Source: Kubernetes documentation,
/// "Object Names and IDs" (RFC 1123, RFC 1035), and the API server's validation of version 1.30.
public enum NameForm {
    /// parts of a-z, 0-9 and "-", joined by "."
    SUBDOMAIN("subdomain", 253),
    /// the same for a Job, whose name becomes a label of its pods
    JOB("subdomain", 63),
    /// the same for a CronJob, which appends eleven characters for its Jobs
    CRON_JOB("subdomain", 52),
    /// one such part without "."
    LABEL("label", 63),
    /// the same, and a letter first (RFC 1035)
    SERVICE("service", 63),
    /// anything but "." and "..", without "/" and "%"
    PATH("path", Integer.MAX_VALUE);

    private static final String PART = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
    private static final Pattern SUBDOMAIN_FORM = Pattern.compile(PART + "(?:\\." + PART + ")*");
    private static final Pattern LABEL_FORM = Pattern.compile(PART);
    private static final Pattern SERVICE_FORM = Pattern.compile("[a-z](?:[-a-z0-9]*[a-z0-9])?");

    private final String words;
    private final int longest;

    NameForm(String words, int longest) {
        this.words = words;
        this.longest = longest;
    }

    /// In characters; `Integer.MAX_VALUE` without a limit.
    public int longest() {
        return longest;
    }

    /// The text key of what is accepted; `{0}` is [#longest].
    public String key() {
        return "names.form." + words;
    }

    boolean accepts(ObjectName object) {
        String name = object.name();
        if (name.isEmpty() || name.length() > longest) {
            return false;
        }
        String whole = object.generated() && name.endsWith("-") ? name + "a" : name;
        return switch (this) {
            case SUBDOMAIN, JOB, CRON_JOB -> SUBDOMAIN_FORM.matcher(whole).matches();
            case LABEL -> LABEL_FORM.matcher(whole).matches();
            case SERVICE -> SERVICE_FORM.matcher(whole).matches();
            case PATH -> !name.matches("\\.\\.?") && !name.contains("/") && !name.contains("%");
        };
    }
}
