package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Secret;

import java.util.Map;
import java.util.TreeMap;

/// What is to be run later, as root, on a node that a reset could not reach (T92): one file, without anything beside it.
public final class DebtScript {
    private DebtScript() {}

    public static String fileName(String host) {
        return "reset-" + host + ".sh";
    }

    public static String text() {
        String items = "edge " + String.join(" ", ResetPlanner.EDGE_ITEMS);
        Secret whole =
                Script.named("clear").given(new TreeMap<>(Map.of("ITEMS", Secret.of(items))));
        String text = new String(whole.copy());
        whole.close();
        return text;
    }
}
