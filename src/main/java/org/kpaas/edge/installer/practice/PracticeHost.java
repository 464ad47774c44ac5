package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.site.Ipv4;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// One simulated machine: what it would say about itself, its files and its host key. Thread-safe.
final class PracticeHost {
    private final String id;
    private final Ipv4 address;
    private final HostFiles files;
    private final ConcurrentSkipListMap<String, String> values = new ConcurrentSkipListMap<>();
    private final Set<String> traces = ConcurrentHashMap.newKeySet();
    private volatile String bootId = UUID.randomUUID().toString();
    private volatile KeyPair hostKey;
    private volatile String announced;
    private volatile String plannedName;
    private volatile boolean passwordExpired;
    private volatile boolean acceptsControlPlane = true;
    private volatile boolean runtimeBroken;
    private volatile Optional<Instant> joining = Optional.empty();
    private volatile Duration clockOffset = Duration.ZERO;

    /// @param id `control-plane`, `edge-1` …
    PracticeHost(String id, Ipv4 address, HostFiles files, KeyPair hostKey) {
        this.id = id;
        this.address = address;
        this.files = files;
        this.hostKey = hostKey;
        announced = HostKeys.fingerprint(hostKey);
        plannedName = id;
    }

    String id() {
        return id;
    }

    Ipv4 address() {
        return address;
    }

    HostFiles files() {
        return files;
    }

    boolean isControlPlane() {
        return id.equals("control-plane");
    }

    boolean isEdge() {
        return id.startsWith("edge-");
    }

    /// The machine's own name.
    String name() {
        return value("host.name").orElse(id);
    }

    /// The name under which the site has it; normally the machine's own.
    String plannedName() {
        return plannedName;
    }

    void plan(String name) {
        plannedName = name;
    }

    /// Board and system, for people.
    String what() {
        return value("board.model").orElse("server")
                + ", "
                + value("os.pretty").orElse("?")
                + ", "
                + value("dpkg.arch").orElse("?");
    }

    /// The fingerprint that its owner would read out on the telephone.
    String announcedFingerprint() {
        return announced;
    }

    KeyPair hostKey() {
        return hostKey;
    }

    /// Somebody installed the machine anew, or stands in between: nobody announced the new key.
    void replaceHostKey(KeyPair key) {
        hostKey = key;
    }

    /// A login is then refused even with a key (T97).
    boolean passwordExpired() {
        return passwordExpired;
    }

    void expirePassword(boolean expired) {
        passwordExpired = expired;
    }

    /// Whether the control plane's own key may log in (T21).
    boolean acceptsControlPlane() {
        return acceptsControlPlane;
    }

    void acceptControlPlane(boolean accepted) {
        acceptsControlPlane = accepted;
    }

    /// The container runtime does not come up, and its role's task does not tell (T62).
    boolean runtimeBroken() {
        return runtimeBroken;
    }

    void breakRuntime(boolean broken) {
        runtimeBroken = broken;
    }

    /// Since when `keadm join` has been running here.
    Optional<Instant> joining() {
        return joining;
    }

    void beginJoin() {
        joining = Optional.of(Instant.now());
    }

    void endJoin() {
        joining = Optional.empty();
    }

    /// What this machine believes the time is.
    Instant clock() {
        return Instant.now().plus(clockOffset);
    }

    /// @param offset negative when it is late
    void setClock(Duration offset) {
        clockOffset = offset;
    }

    /// Names this start of the system.
    String bootId() {
        return bootId;
    }

    /// The system starts anew and reads its boot file.
    void boot() {
        bootId = UUID.randomUUID().toString();
        BootFile.read(this);
    }

    /// A deployment leaves something here, by the name that `script/residue.sh` has for it.
    void leave(String... items) {
        traces.addAll(List.of(items));
    }

    void take(String item) {
        traces.remove(item);
    }

    boolean has(String item) {
        return traces.contains(item);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    boolean says(String key, String value) {
        return value.equals(values.get(key));
    }

    /// @param key as `script/facts.sh` prints it
    void set(String key, String value) {
        values.put(key, value);
    }

    void unset(String key) {
        values.remove(key);
    }

    SortedMap<String, String> values() {
        return new TreeMap<>(values);
    }
}
