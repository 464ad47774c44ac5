package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Resources;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Amounts of processors and memory, as the scheduler counts them.
final class Amounts {
    private static final BigDecimal KIB = BigDecimal.valueOf(1024);
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private Amounts() {}

    static Optional<Resources> allocatable(Node node) {
        Map<String, Quantity> all = node.getStatus().getAllocatable();
        return all != null && all.containsKey("cpu") && all.containsKey("memory")
                ? of(all)
                : Optional.empty();
    }

    /// The sum over the containers, or what the greediest of those that run before them asks for.
    static Optional<Resources> requests(Pod pod) {
        if (ENDED.contains(Records.text(pod.getStatus().getPhase()))) {
            return Optional.empty();
        }
        Optional<Resources> all = of(pod.getSpec().getOverhead());
        for (Container container : pod.getSpec().getContainers()) {
            Optional<Resources> one = requests(container);
            all = all.flatMap(sum -> one.map(sum::plus));
        }
        return all.flatMap(sum -> first(sum, pod.getSpec().getInitContainers()));
    }

    private static Optional<Resources> first(Resources sum, List<Container> before) {
        long cpu = sum.cpuMillis();
        long memory = sum.memoryKib();
        for (Container container : before) {
            Optional<Resources> one = requests(container);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            cpu = Math.max(cpu, one.get().cpuMillis());
            memory = Math.max(memory, one.get().memoryKib());
        }
        return Optional.of(new Resources(cpu, memory));
    }

    private static Optional<Resources> requests(Container container) {
        return container.getResources() == null
                ? Optional.of(Resources.NONE)
                : of(container.getResources().getRequests());
    }

    /// Empty where an amount cannot be read; what is not named is nothing.
    private static Optional<Resources> of(@Nullable Map<String, Quantity> amounts) {
        if (amounts == null) {
            return Optional.of(Resources.NONE);
        }
        try {
            return Optional.of(
                    new Resources(
                            whole(amounts, "cpu", value -> value.multiply(MILLIS)),
                            whole(amounts, "memory", Amounts::kib)));
        } catch (ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BigDecimal kib(BigDecimal bytes) {
        return bytes.divide(KIB, 0, RoundingMode.CEILING);
    }

    private static long whole(
            Map<String, Quantity> amounts, String name, UnaryOperator<BigDecimal> unit) {
        Quantity amount = amounts.get(name);
        return amount == null
                ? 0
                : unit.apply(Quantity.getAmountInBytes(amount))
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
    }
}
