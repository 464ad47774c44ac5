package org.kpaas.edge.installer.ui;

import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.flow.TestInstaller;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.home.PracticeStarter;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Practice sites for tests of the window: real sockets, time that goes by quickly.
///
/// @param speed how much faster than real
record TestPractice(double speed) implements PracticeStarter {
    @Override
    public List<String> faults() {
        return Arrays.stream(Fault.values()).map(Fault::key).toList();
    }

    @Override
    public Practice start(Set<String> faults) throws ProblemException {
        var chosen = EnumSet.noneOf(Fault.class);
        Arrays.stream(Fault.values())
                .filter(fault -> faults.contains(fault.key()))
                .forEach(chosen::add);
        return new Running(
                org.kpaas.edge.installer.flow.Practice.start(
                        PracticeOptions.STANDARD.withSpeed(speed).withFaults(chosen),
                        TestInstaller::at));
    }

    private record Running(org.kpaas.edge.installer.flow.Practice practice) implements Practice {
        @Override
        public Site site() {
            return practice.site();
        }

        @Override
        public Installer installer() {
            return practice.installer();
        }

        @Override
        public Secrets secrets() {
            return practice.secrets();
        }

        @Override
        public HostKeys hostKeys() {
            return practice.hostKeys();
        }

        @Override
        public void close() {
            practice.close();
        }
    }
}
