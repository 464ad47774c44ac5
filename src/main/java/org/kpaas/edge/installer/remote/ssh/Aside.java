package org.kpaas.edge.installer.remote.ssh;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a call of the library on a thread that nobody interrupts: interrupting a virtual thread inside a socket write
/// closes the socket, which here belongs to everybody who uses the connection. The caller itself can be interrupted.
final class Aside {
    private Aside() {}

    /// @param limit after which the call is left alone and goes on by itself
    /// @throws TimeoutException when `limit` passes
    static <T extends @Nullable Object> T call(Duration limit, Call<T> call)
            throws IOException, InterruptedException, TimeoutException {
        var result = new CompletableFuture<T>();
        Thread.ofVirtual()
                .name("ssh-call")
                .start(
                        () -> {
                            try {
                                result.complete(call.run());
                            } catch (IOException | RuntimeException | Error e) {
                                result.completeExceptionally(e);
                            }
                        });
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IOException(e.getCause());
        }
    }

    interface Call<T extends @Nullable Object> {
        T run() throws IOException;
    }
}
