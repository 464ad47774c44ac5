package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.Check;

import java.util.List;
import java.util.stream.Stream;

/// Every check, in the order in which people read them.
public final class Catalogue {
    public static final List<Check> ALL =
            Stream.of(
                            LaptopRules.rows(),
                            ReachRules.rows(),
                            ReleaseRules.rows(),
                            CheckoutRules.rows(),
                            VariableRules.rows(),
                            EdgeVariableRules.rows(),
                            AnsibleRules.rows(),
                            ClusterRules.rows(),
                            AddressRules.rows(),
                            KubeedgeRules.rows(),
                            CapacityRules.rows(),
                            CloudcoreRules.rows(),
                            EdgeSystemRules.rows(),
                            EdgeResourceRules.rows(),
                            EdgeSoftwareRules.rows(),
                            EdgeNetworkRules.rows(),
                            EgressRules.rows(),
                            LinkRules.rows(),
                            PortRules.rows(),
                            FlowRules.rows(),
                            QuietPortRules.rows(),
                            VersionRules.rows())
                    .flatMap(List::stream)
                    .map(Check.class::cast)
                    .toList();

    private Catalogue() {}
}
