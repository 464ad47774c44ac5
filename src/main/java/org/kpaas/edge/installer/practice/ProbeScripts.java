package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Answers both ends of the firewall probe. Listeners are only noted, nothing is bound. The site's firewall keeps edges
/// away from the API.
final class ProbeScripts {
    private final PracticeNetwork network;

    ProbeScripts(PracticeNetwork network) {
        this.network = network;
    }

    Map<String, ScriptCall.Answer> answers() {
        return Map.of("probe", this::probe);
    }

    private int probe(ScriptCall call) throws IOException, InterruptedException {
        return call.argument(0).equals("listen") ? listen(call) : connect(call);
    }

    private int listen(ScriptCall call) throws IOException, InterruptedException {
        List<String> mine = new ArrayList<>();
        try {
            for (String target : targets(call)) {
                boolean free = network.stand(target);
                if (free) {
                    mine.add(target);
                }
                call.value("listen." + target.replaceFirst(":", "."), free ? "ready" : "in-use");
            }
            call.value("listen.ready", "yes");
            call.out().flush();
            TimeUnit.SECONDS.sleep(Long.parseLong(call.argument(1)));
            return 0;
        } finally {
            mine.forEach(network::leave);
        }
    }

    private int connect(ScriptCall call) throws IOException {
        for (String target : targets(call)) {
            String[] parts = target.split(":", -1);
            String key = target.replaceFirst(":", ".");
            int port = Integer.parseInt(parts[2]);
            boolean shut = port == PracticeSite.API_PORT && call.host().isEdge();
            call.value(key, shut ? "filtered" : network.attempt(parts[0], parts[1], port));
        }
        call.value("connect.end", "yes");
        return 0;
    }

    private static List<String> targets(ScriptCall call) {
        return call.arguments().subList(3, call.arguments().size());
    }
}
