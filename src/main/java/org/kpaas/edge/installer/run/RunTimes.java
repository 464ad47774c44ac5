package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.GrowingFile;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How long the tasks of earlier runs took that were watched from this laptop, one run a line, the
/// last [#RUNS] of them. What is expected of the next run is the median of those with as many
/// edges, or else of all.
public final class RunTimes {
    /// A run has about a hundred tasks, 10 kB.
    static final int RUNS = 20;

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final GrowingFile file;

    /// @param folder made with the first entry, for its owner only
    public RunTimes(Path folder) {
        file = new GrowingFile(folder.resolve("times.jsonl"));
    }

    /// @param edges how many edge nodes it was for
    private record Run(String planId, String release, int edges, List<TaskTime> tasks) {
        private Run {
            Objects.requireNonNull(planId);
            Objects.requireNonNull(release);
            tasks = List.copyOf(tasks);
        }
    }

    /// A run that was watched again replaces what was known of it.
    void add(String planId, String release, int edges, List<TaskTime> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        file.append(JSON.writeValueAsString(new Run(planId, release, edges, tasks)));
        List<String> lines = file.lines();
        if (lines.size() > 2 * RUNS) {
            file.replace(runs().stream().map(JSON::writeValueAsString).toList());
        }
    }

    /// What a run of a release will take here.
    ///
    /// @param edges how many edge nodes it is for
    public Expected expected(Release release, int edges) {
        List<Run> runs = runs().stream().filter(run -> run.release().equals(release.id())).toList();
        List<Run> alike = runs.stream().filter(run -> run.edges() == edges).toList();
        return Expected.of(
                release,
                (place, task) ->
                        median(place, alike).or(() -> median(place, runs)).orElse(task.seconds()));
    }

    private static Optional<Double> median(TaskTime place, List<Run> runs) {
        double[] seconds =
                runs.stream()
                        .flatMap(run -> run.tasks().stream())
                        .filter(place::isSame)
                        .mapToDouble(TaskTime::seconds)
                        .sorted()
                        .toArray();
        return seconds.length == 0
                ? Optional.empty()
                : Optional.of(
                        (seconds[(seconds.length - 1) / 2] + seconds[seconds.length / 2]) / 2);
    }

    /// The last ones, the oldest first. A line that a power cut tore is passed over.
    private List<Run> runs() {
        Map<String, Run> runs = new LinkedHashMap<>();
        for (String line : file.lines()) {
            read(line)
                    .ifPresent(
                            run -> {
                                runs.remove(run.planId());
                                runs.put(run.planId(), run);
                            });
        }
        List<Run> all = List.copyOf(runs.values());
        return all.subList(Math.max(0, all.size() - RUNS), all.size());
    }

    private static Optional<Run> read(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(JSON.readValue(line, Run.class));
        } catch (JacksonException | NullPointerException torn) {
            return Optional.empty();
        }
    }
}
