package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/// One thing that can be made wrong and right again.
interface Plant {
    void plant() throws IOException;

    void lift() throws IOException;

    /// A step of a plant.
    interface Step {
        void go() throws IOException;
    }

    static Plant of(Step plant, Step lift) {
        return new Plant() {
            @Override
            public void plant() throws IOException {
                plant.go();
            }

            @Override
            public void lift() throws IOException {
                lift.go();
            }
        };
    }

    /// A host says other things about itself; an empty value stands for nothing at all.
    static Plant saying(PracticeHost host, Map<String, String> values) {
        var before = new HashMap<String, Optional<String>>();
        return of(
                () ->
                        values.forEach(
                                (key, value) -> {
                                    before.put(key, host.value(key));
                                    say(host, key, value);
                                }),
                () -> before.forEach((key, value) -> say(host, key, value.orElse(""))));
    }

    /// A host says more about itself; what it says already stays.
    static Plant completing(PracticeHost host, Map<String, String> values) {
        var added = new HashSet<String>();
        return of(
                () ->
                        values.forEach(
                                (key, value) -> {
                                    if (host.value(key).isEmpty() && added.add(key)) {
                                        host.set(key, value);
                                    }
                                }),
                () -> {
                    added.forEach(host::unset);
                    added.clear();
                });
    }

    /// A file of the checkout has another text.
    static Plant file(Checkout checkout, String path, String text) {
        var before = new HashMap<String, String>();
        return of(
                () -> {
                    checkout.text(path).ifPresent(now -> before.put(path, now));
                    checkout.write(path, text);
                },
                () -> before.forEach(checkout::write));
    }

    static Plant all(Plant first, Plant second) {
        return of(
                () -> {
                    first.plant();
                    second.plant();
                },
                () -> {
                    second.lift();
                    first.lift();
                });
    }

    private static void say(PracticeHost host, String key, String value) {
        if (value.isEmpty()) {
            host.unset(key);
        } else {
            host.set(key, value);
        }
    }
}
