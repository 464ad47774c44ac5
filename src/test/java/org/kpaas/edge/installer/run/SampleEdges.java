package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.site.ProblemException;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Edge nodes that do what a test says.
final class SampleEdges implements Edges {
    static final EdgeLook RESTING = EdgeLook.of(Answer.read("edgecore.state=inactive"));
    static final EdgeLook JOINING =
            EdgeLook.of(Answer.read("join.pid=4711\njoin.seconds=130\njoin.parent=sh"));

    private final Map<String, Integer> joining = new ConcurrentHashMap<>();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private final Set<String> cutOff = ConcurrentHashMap.newKeySet();

    /// The node joins for so many looks.
    void joins(String host, int looks) {
        joining.put(host, looks);
    }

    /// The laptop does not see it.
    void hide(String host) {
        hidden.add(host);
    }

    /// The control plane does not reach it.
    void cutOff(String host) {
        cutOff.add(host);
    }

    @Override
    public EdgeLook look(String host) throws ProblemException {
        if (hidden.contains(host)) {
            throw new RemoteException(Kind.TIMED_OUT, host);
        }
        int left = joining.merge(host, -1, Integer::sum);
        return left >= 0 ? JOINING : RESTING;
    }

    @Override
    public boolean reached(String host) {
        return !cutOff.contains(host);
    }
}
