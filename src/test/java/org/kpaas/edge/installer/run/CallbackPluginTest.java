package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.plan.Guard;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.remote.RedactionSamples;
import org.kpaas.edge.installer.run.ansible.CallbackPlugin;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What tells of a run's progress on the control plane, within a real Ansible.
@Timeout(240)
final class CallbackPluginTest {
    private static final String PLAN = "3d4e5f6a7b8c"; // its own: a stop ends all of its plan
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String ANSIBLE = "/usr/bin/ansible-playbook";
    private static final String RUN = "ansible-playbook -i hosts.yml play.yml";

    private final Job job = new Job(PLAN);
    @TempDir private Path folder;
    private LocalHome home;

    @BeforeEach
    void aCheckout() throws Exception {
        home = new LocalHome(folder, "dash");
        assumeTrue(Files.isExecutable(Path.of(ANSIBLE)), "Ansible is not installed here");
        home.ansible("exec " + ANSIBLE + " \"$@\"");
        for (String file :
                List.of(
                        "ansible.cfg",
                        "hosts.yml",
                        "play.yml",
                        "roles/cp/edge/keadm_join/tasks/main.yml")) {
            Path target = home.standalone().resolve(file);
            Files.createDirectories(target.getParent());
            try (var in = getClass().getResourceAsStream("/ansible/" + file)) {
                Files.copy(Objects.requireNonNull(in, file), target);
            }
        }
    }

    @AfterEach
    void endTheJob() throws Exception {
        home.endJobs();
    }

    @Test
    void everyTaskIsToldWithItsHostsAndAnsiblePrintsWhatItAlwaysPrints() throws Exception {
        home.deploys("printf 'echo $1 >~/asked' >\"$kpaas_edge_job/gate\"; " + RUN);
        String log = withoutTimes(run());
        assertThat(job.state(new LocalHost(home)).exit()).contains(2);
        assertThat(home.path().resolve("asked")).hasContent("join");
        String plain =
                new LocalHost(home)
                        .run(
                                Command.of(
                                        LIMIT,
                                        "env",
                                        "PYTHONUNBUFFERED=1",
                                        "bash",
                                        "-lc",
                                        "cd ~/cp-deployment/standalone && " + RUN + " 2>&1"))
                        .out();
        assertThat(log).contains("PLAY RECAP").isEqualTo(withoutTimes(plain));
        assertThat(events())
                .containsExactly(
                        "begin",
                        "play cloudcore_node",
                        "task 1 : quiet",
                        "start 1 cp-master",
                        "result 1 cp-master changed 0",
                        "task 2 : green with errors",
                        "start 2 cp-master",
                        "result 2 cp-master changed 0 odd E1123 05:41:42.535613 no --token ***",
                        "task 3 : never",
                        "start 3 cp-master",
                        "result 3 cp-master skipped",
                        "task 4 : ignored",
                        "start 4 cp-master",
                        "result 4 cp-master ignored 3 err Error from server --token ***",
                        "play edge_node",
                        "gate 0",
                        "task 5 cp/edge/keadm_join : items",
                        "start 5 cp-edge-1",
                        "result 5 cp-edge-1 changed",
                        "task 6 cp/edge/keadm_join : keadm join",
                        "start 6 cp-edge-1",
                        "result 6 cp-edge-1 failed 4 err …" + "x".repeat(299),
                        "stats");
        Path written = home.job(PLAN).resolve("events");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(written)).doesNotContain("abcdef0123456789");
    }

    @Test
    void theGateEndsTheRunBeforeATaskOfTheJoinBegins() throws Exception {
        home.deploys(
                "echo \"echo 'kpaas-edge-guard: not the same CA'; exit 78\""
                        + " >\"$kpaas_edge_job/gate\"; "
                        + RUN);
        assertThat(run())
                .contains("\nkpaas-edge-guard: not the same CA\n")
                .contains("PLAY [edge_node]")
                .doesNotContain("items", "keadm join", "RECAP");
        assertThat(job.state(new LocalHost(home)).exit()).contains(78);
        assertThat(events()).endsWith("play edge_node", "gate 78");
    }

    @Test
    void whereItMayNotWriteTheRunGoesOn() throws Exception {
        home.deploys("mkdir \"$kpaas_edge_job/events\"; " + RUN);
        assertThat(run()).contains("PLAY RECAP");
    }

    @Test
    void pluginsThatWereThereBeforeAreStillFound() throws Exception {
        home.ansible("echo \"$ANSIBLE_CALLBACK_PLUGINS\"");
        home.deploys("ansible-playbook");
        Files.writeString(
                home.standalone().resolve("ansible.cfg"), "[defaults]\ncallback_plugins = a:b\n");
        assertThat(run()).isEqualTo(home.job(PLAN) + "/callback:a:b\n");
    }

    @Test
    void aFullDiskAndStrangeObjectsEndItQuietly() throws Exception {
        assertThat(
                        python(
                                """
                                import os
                                one = plugin.CallbackModule()
                                one.events = os.open("/dev/full", os.O_WRONLY)
                                one.v2_playbook_on_start(None)
                                print(one.events, getattr(one, "disabled", False))
                                one.v2_runner_on_ok(None)
                                print(one.disabled)
                                """,
                                ""))
                .isEqualTo("-1 False\nTrue\n");
    }

    @Test
    void itHidesWhatTheLaptopHides() throws Exception {
        JsonMapper json = JsonMapper.shared();
        List<String> texts = RedactionSamples.all(3000);
        String told =
                python(
                        """
                        import json
                        import sys
                        print(json.dumps([plugin.redact(text) for text in json.load(sys.stdin)]))
                        """,
                        json.writeValueAsString(texts));
        assertThat(json.readValue(told, String[].class))
                .containsExactly(texts.stream().map(Redaction::redact).toArray(String[]::new));
    }

    /// Runs lines of Python that find the plugin as `plugin`.
    private String python(String lines, String stdin) throws Exception {
        Path callback = Files.createDirectories(folder.resolve("unit/callback"));
        Path file = callback.resolve("kpaas_edge_events.py");
        Files.write(file, CallbackPlugin.text().utf8());
        var builder =
                new ProcessBuilder(
                        "/usr/bin/python3",
                        "-c",
                        "import sys; sys.path.insert(0, sys.argv[1]); import kpaas_edge_events as"
                                + " plugin\n"
                                + lines,
                        callback.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try (var to = process.getOutputStream()) {
            to.write(stdin.getBytes(StandardCharsets.UTF_8));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String run() throws Exception {
        job.start(
                new LocalHost(home),
                "cd ~/cp-deployment/standalone && source deploy-cp-edge.sh",
                Guard.NONE,
                "v1.6.0",
                List.of("cp-edge-1"));
        return new LocalHost(home).run(job.follow(0, 0)).out();
    }

    private List<String> events() throws Exception {
        return Files.readAllLines(home.job(PLAN).resolve("events")).stream()
                .map(JsonMapper.shared()::readTree)
                .map(CallbackPluginTest::words)
                .toList();
    }

    private static String words(JsonNode event) {
        assertThat(event.path("t").asDouble()).isPositive();
        var words = new StringBuilder(event.path("e").asString());
        for (String field : List.of("name", "n", "role", "task", "host", "state", "rc")) {
            if (event.has(field)) {
                words.append(field.equals("task") ? " : " : " ")
                        .append(event.get(field).asString());
            }
        }
        for (String field : List.of("err", "odd")) {
            if (event.has(field)) {
                words.append(' ').append(field).append(' ').append(event.get(field).asString());
            }
        }
        return words.toString().replace("  ", " ");
    }

    /// Up to the list of `profile_tasks`, which is sorted by times; Ansible without that collection prints none.
    private static String withoutTimes(String log) {
        String all = log.replaceAll("\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?|\\d+\\.\\d+", "0");
        int list = all.indexOf("=====");
        return list < 0 ? all : all.substring(0, list);
    }
}
