package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Site;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Deployments on a practice site, by hand as an engineer would do them.
final class Deployments {
    static final String VARIABLES = Checkout.ROOT + "/" + Checkout.EDGE_VARIABLES;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Deployments() {}

    /// The variable file for a site.
    static String variables(PracticeSite practice) {
        Site site = practice.site();
        Release release = Releases.find(practice.options().releaseId()).orElseThrow();
        Release.Variables names = release.variables();
        CloudCore cloudCore = site.cloudCore().orElseThrow();
        var text = new StringBuilder("#!/bin/bash\n\n");
        line(text, names.privateVip(), cloudCore.privateVip().text());
        line(text, names.publicVip(), cloudCore.publicVip().text());
        names.cloudcore1().ifPresent(name -> line(text, name, cloudCore.node1().text()));
        names.cloudcore2().ifPresent(name -> line(text, name, cloudCore.node2().text()));
        names.edgeCounts().forEach(name -> line(text, name, Integer.toString(site.edges().size())));
        for (int i = 1; i <= site.edges().size(); i++) {
            EdgeNode edge = site.edges().get(i - 1);
            line(text, names.edgeName().replace("{n}", "" + i), edge.hostName().text());
            line(text, names.edgeIp().replace("{n}", "" + i), edge.address().text());
        }
        return text.toString();
    }

    /// Writes the variables.
    static void prepare(PracticeSite practice, Laptop laptop)
            throws RemoteException, InterruptedException {
        byte[] content = variables(practice).getBytes(StandardCharsets.UTF_8);
        laptop.controlPlane().write(VARIABLES, content, 0644);
    }

    /// Writes the variables and starts a job.
    static Outcome start(PracticeSite practice, Laptop laptop, String plan)
            throws RemoteException, InterruptedException {
        prepare(practice, laptop);
        return laptop.script("job-start", plan);
    }

    /// Follows a job to its end; gives the log from an offset.
    static byte[] follow(Laptop laptop, String plan, long offset)
            throws RemoteException, InterruptedException {
        var log = new ByteArrayOutputStream();
        Script follow = Script.named("job-follow");
        laptop.controlPlane().stream(
                follow.with(LIMIT, plan, Long.toString(offset)),
                (stream, bytes) -> {
                    if (stream == Host.Stream.OUT) {
                        log.writeBytes(bytes);
                    }
                });
        return log.toByteArray();
    }

    /// Runs a deployment to its end and gives its log.
    static String deploy(PracticeSite practice, Laptop laptop)
            throws RemoteException, InterruptedException {
        start(practice, laptop, "p1");
        return new String(follow(laptop, "p1", 0), StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("export ").append(name).append("='").append(value).append("'\n");
    }
}
