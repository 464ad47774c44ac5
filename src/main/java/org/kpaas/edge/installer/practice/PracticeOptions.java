package org.kpaas.edge.installer.practice;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/// What a practice site should be like.
///
/// @param releaseId the release whose checkout the control plane holds, for instance `v1.6.0`
/// @param edges     how many edge nodes, 1 to 100; every second one is a Raspberry Pi 4
/// @param speed     how much faster than the recorded runs time goes by, 1 for as slow as real; a default deployment
///                  takes about three and a half minutes at 1 and about 12 seconds at 20
/// @param faults    what is wrong from the start
public record PracticeOptions(String releaseId, int edges, double speed, Set<Fault> faults) {
    /// A site that can be deployed and ends healthy: two edges, v1.6.0, twenty times as fast as real.
    public static final PracticeOptions STANDARD = new PracticeOptions("v1.6.0", 2, 20, Set.of());

    public PracticeOptions {
        if (edges < 1 || edges > PracticeNet.MOST_EDGES) {
            throw new IllegalArgumentException("edges: " + edges);
        }
        if (!(speed > 0) || speed > 100_000) {
            throw new IllegalArgumentException("speed: " + speed);
        }
        faults = Collections.unmodifiableSortedSet(new TreeSet<>(faults));
        if (faults.contains(Fault.DUPLICATE_HOST_NAME) && edges < 2) {
            throw new IllegalArgumentException(Fault.DUPLICATE_HOST_NAME + ": edges < 2");
        }
    }

    public PracticeOptions withRelease(String chosen) {
        return new PracticeOptions(chosen, edges, speed, faults);
    }

    public PracticeOptions withEdges(int count) {
        return new PracticeOptions(releaseId, count, speed, faults);
    }

    public PracticeOptions withSpeed(double factor) {
        return new PracticeOptions(releaseId, edges, factor, faults);
    }

    public PracticeOptions withFaults(Fault first, Fault... more) {
        return new PracticeOptions(releaseId, edges, speed, EnumSet.of(first, more));
    }

    public PracticeOptions withFaults(Set<Fault> chosen) {
        return new PracticeOptions(releaseId, edges, speed, chosen);
    }
}
