package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Subject;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads what `script/facts.sh` prints: lines `key=value`, and texts as `key<<` followed by lines that begin with `|`.
/// Lines of another form (a login banner, a warning) are passed over.
public final class FactsReader {
    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9._:/-]{0,199}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final String TEXT_MARK = "<<";

    private FactsReader() {}

    /// @param subject whom the output is about
    /// @param output  everything on the script's standard output
    /// @throws ProblemException `facts.truncated` when the end mark is missing, `facts.refused` when the script did not
    ///                          accept an argument
    public static HostFacts read(Subject subject, String output) throws ProblemException {
        var values = new TreeMap<String, String>();
        var texts = new HashMap<String, StringBuilder>();
        Optional<StringBuilder> open = Optional.empty();
        for (String line : output.split("\n", -1)) {
            if (line.startsWith("|")) {
                open.ifPresent(text -> text.append(line, 1, line.length()).append('\n'));
                continue;
            }
            String plain = line.strip();
            if (plain.endsWith(TEXT_MARK)) {
                open =
                        textKey(plain)
                                .map(key -> texts.computeIfAbsent(key, k -> new StringBuilder()));
            } else {
                readValue(plain, values);
            }
        }
        ensureWhole(subject, values);
        return new HostFacts(subject, values, finished(texts));
    }

    private static Optional<String> textKey(String line) {
        String key = line.substring(0, line.length() - TEXT_MARK.length());
        return KEY.matcher(key).matches() ? Optional.of(key) : Optional.empty();
    }

    private static void readValue(String line, Map<String, String> values) {
        int equals = line.indexOf('=');
        if (equals > 0 && KEY.matcher(line.substring(0, equals)).matches()) {
            String value = CONTROL.matcher(line.substring(equals + 1)).replaceAll("").strip();
            values.put(line.substring(0, equals), value);
        }
    }

    private static void ensureWhole(Subject subject, Map<String, String> values)
            throws ProblemException {
        String refused = values.get("facts.refused");
        if (refused != null) {
            throw new ProblemException(Problem.of("facts.refused", subject.label(), refused));
        }
        if (!"yes".equals(values.remove(FactKeys.END))) {
            throw new ProblemException(Problem.of("facts.truncated", subject.label()));
        }
    }

    private static Map<String, String> finished(Map<String, StringBuilder> texts) {
        var result = new TreeMap<String, String>();
        texts.forEach((key, text) -> result.put(key, text.toString()));
        return result;
    }
}
