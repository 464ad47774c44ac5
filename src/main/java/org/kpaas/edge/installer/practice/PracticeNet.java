package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/// The loopback network `127.A.B.0/24` of one practice site. Chosen at random, so that several practice sites can be
/// there at once, and in 64..126, where hardly anybody else listens.
record PracticeNet(int a, int b) {
    static final int MOST_EDGES = 100;

    static PracticeNet random(RandomGenerator random) {
        return new PracticeNet(random.nextInt(64, 127), random.nextInt(0, 256));
    }

    Ipv4 controlPlane() {
        return address(10);
    }

    /// @param number from 1
    Ipv4 worker(int number) {
        return address(10 + number);
    }

    /// What MetalLB gives to the CloudCore service.
    Ipv4 privateVip() {
        return address(50);
    }

    /// The public address in front of it, which edges connect to.
    Ipv4 publicVip() {
        return address(60);
    }

    /// What an earlier deployment used as its public address.
    Ipv4 formerVip() {
        return address(70);
    }

    /// @param number from 1
    Ipv4 edge(int number) {
        return address(100 + number);
    }

    /// What the cluster's own MetalLB pool gives out.
    String metallb() {
        return address(201) + "-" + address(220);
    }

    Ipv4 ingress() {
        return address(201);
    }

    /// All of it.
    String network() {
        return prefix() + "0/24";
    }

    boolean contains(String address) {
        return address.startsWith(prefix());
    }

    /// @throws ProblemException `practice.no-loopback` where the system gives a program only 127.0.0.1 (macOS)
    void requireUsable() throws ProblemException {
        try {
            new ServerSocket(0, 1, inet(controlPlane())).close();
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("practice.no-loopback", controlPlane().text()), e);
        }
    }

    static InetAddress inet(Ipv4 address) throws IOException {
        return InetAddress.getByName(address.text());
    }

    private Ipv4 address(int last) {
        return new Ipv4(prefix() + last);
    }

    private String prefix() {
        return "127." + a + "." + b + ".";
    }
}
