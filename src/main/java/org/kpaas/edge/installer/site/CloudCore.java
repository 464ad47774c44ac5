package org.kpaas.edge.installer.site;

/// The CloudCore settings of the guide's variable table (2.3).
///
/// @param privateVip the address that MetalLB gives to the CloudCore service (`CLOUDCORE_PRIVATE_VIP`); with a load
///                   balancer the same as `publicVip`
/// @param publicVip  the address that edge nodes connect to (`CLOUDCORE_VIP`)
/// @param node1      the first node that CloudCore runs on; a live control plane or worker node
/// @param node2      the second one, a different node (T06)
public record CloudCore(
        Exposure exposure, Ipv4 privateVip, Ipv4 publicVip, HostName node1, HostName node2) {}
