package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.text.Texts;

import java.time.LocalDate;
import java.util.Map;

final class HardeningTest {
    private final SampleMachines machines = new SampleMachines("cp-master", "cp-edge-1");

    @Test
    void theDifferencesAreToldHostByHost() throws Exception {
        machines.says("cp-master", Map.of("mode./var/tmp", "1777", "suid./usr/bin/wall", "yes"));
        machines.says("cp-edge-1", Map.of("age.ubuntu", "never", "sudo", "yes"));
        try (var watch = new HardeningWatch(machines)) {
            machines.seen.await();
            machines.says("cp-master", Map.of("mode./var/tmp", "1775"));
            machines.says("cp-edge-1", Map.of("age.ubuntu", "20870", "sudo", "yes"));
            Hardening hardening = watch.after();
            assertThat(HardeningText.of(hardening, Texts.of(Texts.ENGLISH)))
                    .containsExactly(
                            "cp-edge-1: from 2027-02-21 on the login of ubuntu is refused, also"
                                    + " with a key, unless its password is changed before.",
                            "cp-master: mode of /var/tmp: 1777 → 1775",
                            "cp-master: set-user-id bit of /usr/bin/wall: yes → none",
                            "cp-edge-1: the password of ubuntu expires: never → 2027-02-21");
        }
    }

    @Test
    void aHostThatLetsNobodyInAnyMoreIsNamed() throws Exception {
        machines.says("cp-master", Map.of("sudo", "yes"));
        machines.says("cp-edge-1", Map.of("sudo", "yes"));
        try (var watch = new HardeningWatch(machines)) {
            machines.seen.await();
            machines.closed.add("cp-edge-1");
            assertThat(watch.after().refused())
                    .containsExactly(new Hardening.Refused("cp-edge-1", SampleMachines.PROBLEM));
        }
    }

    /// One that was never seen, or never answered, is no news of the hardening.
    @Test
    void whatNobodySawBeforeIsNoDifference() throws Exception {
        machines.says("cp-master", Map.of("sudo", "yes"));
        try (var watch = new HardeningWatch(machines)) {
            machines.seen.await();
            machines.says("cp-edge-1", Map.of("sudo", "yes", "age.root", "20870"));
            machines.closed.add("cp-edge-1");
            Hardening hardening = watch.after();
            assertThat(hardening.changes()).isEmpty();
            assertThat(hardening.refused()).isEmpty();
            assertThat(hardening.lockOuts())
                    .containsExactly(
                            new Hardening.LockOut(
                                    "cp-edge-1", "root", LocalDate.parse("2027-02-21")));
        }
    }
}
