package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.remote.Shell;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.EdgeNode;

import java.util.List;

/// The content of `cp-edge-vars.sh` (guide 2.3): the names that the release's script reads, every value in single
/// quotes, because the script evaluates them (T14), line feeds only (T13), edges numbered from 1 without a gap.
final class EdgeVariables {
    private final StringBuilder text = new StringBuilder("#!/bin/bash\n");

    private EdgeVariables() {}

    static String text(Release.Variables names, CloudCore cloudCore, List<EdgeNode> edges) {
        var file = new EdgeVariables();
        file.gap();
        file.export(names.privateVip(), cloudCore.privateVip().text());
        file.export(names.publicVip(), cloudCore.publicVip().text());
        if (names.cloudcore1().isPresent()) {
            file.gap();
        }
        names.cloudcore1().ifPresent(name -> file.export(name, cloudCore.node1().text()));
        names.cloudcore2().ifPresent(name -> file.export(name, cloudCore.node2().text()));
        file.gap();
        names.edgeCounts().forEach(name -> file.export(name, Integer.toString(edges.size())));
        for (int i = 0; i < edges.size(); i++) {
            String number = Integer.toString(i + 1);
            file.gap();
            file.export(names.edgeName().replace("{n}", number), edges.get(i).hostName().text());
            file.export(names.edgeIp().replace("{n}", number), edges.get(i).address().text());
        }
        return file.text.toString();
    }

    private void gap() {
        text.append('\n');
    }

    private void export(String name, String value) {
        text.append("export ").append(name).append('=').append(Shell.quote(value)).append('\n');
    }
}
