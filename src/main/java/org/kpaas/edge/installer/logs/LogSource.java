package org.kpaas.edge.installer.logs;

import org.kpaas.edge.installer.site.BadValue;

import java.util.List;
import java.util.regex.Pattern;

/// Whose log it is.
public sealed interface LogSource {
    /// The services whose journal can be read on an edge node.
    List<String> UNITS = List.of("edgecore", "crio", "mosquitto", "edgemesh");

    /// What the script `log` is called with, before the number of lines.
    List<String> words();

    /// The journal of a service.
    ///
    /// @param unit one of [#UNITS]
    record Unit(String unit) implements LogSource {
        public Unit {
            if (!UNITS.contains(unit)) {
                throw new BadValue("log-unit", unit);
            }
        }

        @Override
        public List<String> words() {
            return List.of("unit", unit);
        }
    }

    /// The containers of a pod.
    ///
    /// @param onEdge whether the runtime of its node has to be asked, because the cluster cannot (T53)
    record Pod(String namespace, String name, boolean onEdge) implements LogSource {
        private static final Pattern FORM =
                Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
        private static final int LONGEST = 253;

        public Pod {
            check(namespace);
            check(name);
        }

        /// @param text `NAMESPACE/NAME`
        public static Pod of(String text) {
            int slash = text.indexOf('/');
            if (slash < 0) {
                throw new BadValue("pod", text);
            }
            return new Pod(text.substring(0, slash), text.substring(slash + 1), false);
        }

        public Pod onEdge(boolean there) {
            return new Pod(namespace, name, there);
        }

        @Override
        public List<String> words() {
            return List.of(onEdge ? "edge-pod" : "cloud-pod", namespace, name);
        }

        private static void check(String name) {
            if (name.length() > LONGEST || !FORM.matcher(name).matches()) {
                throw new BadValue("pod", name);
            }
        }
    }
}
