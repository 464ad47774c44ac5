package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.LoggerFactory;

import org.slf4j.helpers.NOPLogger;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// How we speak SSH, and the one place where the library is told to keep quiet: it writes whole packets into its
/// finest log, passwords included, and a stack trace for every link that ends. Our own errors say what people need.
final class Protocol {
    // strong references, else the levels are lost with the loggers
    private static final List<Logger> NOISY =
            List.of(Logger.getLogger("net.schmizz"), Logger.getLogger("com.hierynomus"));

    private Protocol() {}

    static Config config() {
        NOISY.forEach(logger -> logger.setLevel(Level.OFF));
        var config = new DefaultConfig();
        config.setLoggerFactory(new Silence());
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE); // never started: see Heartbeat
        config.setKeyAlgorithms(
                config.getKeyAlgorithms().stream()
                        .filter(algorithm -> !algorithm.getName().contains("-cert-"))
                        .filter(algorithm -> !algorithm.getName().equals("ssh-dss"))
                        .toList());
        return config;
    }

    private static final class Silence implements LoggerFactory {
        @Override
        public org.slf4j.Logger getLogger(String name) {
            return NOPLogger.NOP_LOGGER;
        }

        @Override
        public org.slf4j.Logger getLogger(Class<?> clazz) {
            return NOPLogger.NOP_LOGGER;
        }
    }
}
