package org.kpaas.edge.installer.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Edge nodes as a table of text: a CSV file, cells copied from a spreadsheet, or lines like those of `/etc/hosts`.
///
/// Columns are host, address, user and port, in this order or as a header line names them (English or Korean); user and
/// port may be missing. Commas, semicolons, tabs or blanks separate; `"` quotes; empty lines and `#` lines are skipped.
public final class EdgeList {
    private static final List<Column> ORDER =
            List.of(Column.HOST, Column.ADDRESS, Column.USER, Column.PORT);
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

    private EdgeList() {}

    /// What a list leaves open.
    public record Defaults(Port port, String user, Credential credential, EdgeNode.Route route) {}

    /// @param nodes empty when there is any problem: nothing is imported by halves
    /// @param problems each names its line, counted from 1 (`site.list.…`)
    public record Parsed(List<EdgeNode> nodes, List<Problem> problems) {
        public Parsed {
            nodes = List.copyOf(nodes);
            problems = List.copyOf(problems);
        }
    }

    public static Parsed parse(String text, Defaults defaults) {
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var reader = new Reader(defaults, separator(clean));
        clean.lines().forEach(reader::line);
        return reader.parsed();
    }

    /// A CSV file with a header line, as a spreadsheet reads it.
    public static String csv(List<EdgeNode> nodes) {
        var text = new StringBuilder("host,address,user,port\r\n");
        for (EdgeNode node : nodes) {
            text.append(node.hostName()).append(',').append(node.address()).append(',');
            text.append(node.user()).append(',').append(node.port()).append("\r\n");
        }
        return text.toString();
    }

    private static char separator(String text) {
        Optional<String> first =
                text.lines().map(String::strip).filter(line -> !skipped(line)).findFirst();
        for (char candidate : new char[] {'\t', ';', ','}) {
            if (first.isPresent() && first.get().indexOf(candidate) >= 0) {
                return candidate;
            }
        }
        return ' ';
    }

    private static boolean skipped(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    private enum Column {
        HOST(
                "host",
                "hostname",
                "name",
                "node",
                "nodename",
                "호스트",
                "호스트명",
                "호스트이름",
                "노드",
                "노드명",
                "이름"),
        ADDRESS("address", "ip", "ipaddress", "publicip", "주소", "ip주소", "아이피", "공인ip"),
        USER("user", "username", "login", "account", "사용자", "사용자명", "계정"),
        PORT("port", "sshport", "포트", "ssh포트"),
        OTHER();

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }

        static Column named(String cell) {
            String name = cell.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
            for (Column column : values()) {
                if (column.names.contains(name)) {
                    return column;
                }
            }
            return OTHER;
        }
    }

    private static final class Reader {
        private final Defaults defaults;
        private final char separator;
        private final List<EdgeNode> nodes = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, Integer> lineOf = new HashMap<>();
        private List<Column> order = ORDER;
        private boolean first = true;
        private int number;

        Reader(Defaults defaults, char separator) {
            this.defaults = defaults;
            this.separator = separator;
        }

        Parsed parsed() {
            if (nodes.isEmpty() && problems.isEmpty()) {
                problems.add(Problem.of("site.list.empty"));
            }
            return new Parsed(problems.isEmpty() ? nodes : List.of(), problems);
        }

        void line(String line) {
            number++;
            if (skipped(line.strip())) {
                return;
            }
            Optional<List<String>> cells = Cells.split(line, separator);
            if (cells.isEmpty()) {
                problems.add(problem("quote"));
            } else if (!(first && header(cells.get()))) {
                row(cells.get());
            }
            first = false;
        }

        private boolean header(List<String> cells) {
            List<Column> named = cells.stream().map(Column::named).toList();
            boolean header = named.contains(Column.HOST) && named.contains(Column.ADDRESS);
            if (header) {
                order = named;
            }
            return header;
        }

        private void row(List<String> cells) {
            var row = new HashMap<Column, String>();
            for (int i = 0; i < cells.size() && i < order.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    row.putIfAbsent(order.get(i), cells.get(i));
                }
            }
            if (cells.stream().skip(order.size()).anyMatch(cell -> !cell.isEmpty())) {
                problems.add(problem("too-many", Integer.toString(cells.size())));
                return;
            }
            swapLikeHostsFile(row);
            if (!row.containsKey(Column.HOST) || !row.containsKey(Column.ADDRESS)) {
                problems.add(problem("too-few"));
                return;
            }
            node(row);
        }

        /// `10.0.0.21 cp-edge-1`, as in `/etc/hosts`.
        private static void swapLikeHostsFile(Map<Column, String> row) {
            String host = row.getOrDefault(Column.HOST, "");
            String address = row.getOrDefault(Column.ADDRESS, "");
            if (ADDRESS.matcher(host).matches()
                    && !address.isEmpty()
                    && !ADDRESS.matcher(address).matches()) {
                row.put(Column.HOST, address);
                row.put(Column.ADDRESS, host);
            }
        }

        private void node(Map<Column, String> row) {
            int before = problems.size();
            var host = read(row, Column.HOST, HostName::new);
            var address = read(row, Column.ADDRESS, Ipv4::new);
            var user = read(row, Column.USER, Access::checkUser);
            var port = read(row, Column.PORT, Port::parse);
            host.ifPresent(name -> unique("duplicate-name", name.text()));
            address.ifPresent(ip -> unique("duplicate-address", ip.text()));
            if (problems.size() == before) {
                nodes.add(
                        new EdgeNode(
                                host.orElseThrow(),
                                address.orElseThrow(),
                                port.orElse(defaults.port()),
                                user.orElse(defaults.user()),
                                defaults.credential(),
                                defaults.route()));
            }
        }

        private <T> Optional<T> read(
                Map<Column, String> row, Column column, Function<String, T> type) {
            try {
                return Optional.ofNullable(row.get(column)).map(type);
            } catch (BadValue bad) {
                problems.add(problem("bad-" + bad.code(), bad.found()));
                return Optional.empty();
            }
        }

        private void unique(String code, String value) {
            Integer other = lineOf.putIfAbsent(value, number);
            if (other != null) {
                problems.add(problem(code, value, other.toString()));
            }
        }

        private Problem problem(String code, String... values) {
            var all = new ArrayList<>(List.of(Integer.toString(number)));
            all.addAll(List.of(values));
            return new Problem("site.list." + code, all);
        }
    }
}
