import com.google.googlejavaformat.java.Main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs google-java-format over every Java file below the folders given. The first argument is `check` (exit code 1
/// and the names of the files when one is not formatted) or `replace`.
void main(String[] args) throws IOException {
    var arguments = new ArrayList<>(List.of("--aosp", "--skip-javadoc-formatting"));
    arguments.addAll(
            args[0].equals("replace")
                    ? List.of("--replace")
                    : List.of("--dry-run", "--set-exit-if-changed"));
    for (String folder : List.of(args).subList(1, args.length)) {
        try (var files = Files.walk(Path.of(folder))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .sorted()
                    .forEach(arguments::add);
        }
    }
    Main.main(arguments.toArray(String[]::new));
}
