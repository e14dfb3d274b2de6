package phasegrid.jobs.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A phase table for a terminal: what is constant in the heading, what varies at the left, for each observable its mean
 * with error, theory and z, and the status. What is wider than the terminal is told in several blocks.
 */
final class PhaseText {
    private final PhaseTable table;
    private final int width;

    private PhaseText(PhaseTable table, int width) {
        this.table = table;
        this.width = width;
    }

    static String of(PhaseTable table, int width) {
        PhaseText text = new PhaseText(table, width);
        return text.heading() + "\n" + text.blocks() + text.footing();
    }

    private String heading() {
        Map<String, String> about = table.metadata();
        int points = table.rows().size();
        String title = about.getOrDefault("phasegrid.model", "") + ", " + points + (points == 1 ? " point" : " points");
        String question = about.getOrDefault("phasegrid.question", "");
        String constant = settings()
                .filter(c -> distinct(c).size() == 1 && !distinct(c).contains(Digits.NOTHING))
                .map(c -> c.name() + "=" + distinct(c).get(0))
                .collect(Collectors.joining(", "));
        return TextColumn.wrapped(question.isEmpty() ? title : title + ": " + question, width)
                + (constant.isEmpty() ? "" : TextColumn.wrapped(constant, width));
    }

    /** Parameters and the number of replicas; those that failed where there are any. */
    private Stream<Column> settings() {
        return table.columns().stream()
                .filter(c -> c.role() == Column.Role.PARAMETER
                        || c.name().equals("replicas")
                        || (c.name().equals("failed_replicas") && !distinct(c).equals(List.of("0"))));
    }

    private List<String> texts(Column column) {
        return table.values(column.name()).stream()
                .map(v -> v == null ? Digits.NOTHING : v instanceof Double x ? Digits.plain(x) : v.toString())
                .toList();
    }

    private List<String> distinct(Column column) {
        return texts(column).stream().distinct().toList();
    }

    private String blocks() {
        List<TextColumn> left = settings()
                .filter(c -> distinct(c).size() > 1)
                .map(this::setting)
                .toList();
        List<TextColumn> right = table.columns().stream()
                .filter(c -> c.name().equals("status") || c.name().equals("phase"))
                .map(c -> TextColumn.words(c.name(), texts(c)))
                .toList();
        int room = width - TextColumn.width(left) - TextColumn.width(right);
        return packed(room).stream()
                .map(block -> TextColumn.text(join(left, block, right)))
                .collect(Collectors.joining("\n"));
    }

    private static List<TextColumn> join(List<TextColumn> left, List<TextColumn> middle, List<TextColumn> right) {
        List<TextColumn> all = new ArrayList<>(left);
        all.addAll(middle);
        all.addAll(right);
        return all;
    }

    private TextColumn setting(Column c) {
        boolean twice = settings().filter(o -> o.symbol().equals(c.symbol())).count() > 1;
        String header = c.symbol().isEmpty() || twice ? c.name() : c.symbol();
        return c.type() == Column.Type.STRING
                ? TextColumn.words(header, texts(c))
                : TextColumn.numbers(header, texts(c));
    }

    /** The observables in blocks that fit into {@code room}, at least one in each. */
    private List<List<TextColumn>> packed(int room) {
        List<List<TextColumn>> blocks = new ArrayList<>();
        for (String x : observables()) {
            List<TextColumn> group = observable(x);
            List<TextColumn> last = blocks.isEmpty() ? List.of() : blocks.get(blocks.size() - 1);
            if (last.isEmpty() || TextColumn.width(last) + TextColumn.width(group) > room) {
                blocks.add(group);
            } else {
                last.addAll(group);
            }
        }
        return blocks.isEmpty() ? List.of(List.of()) : blocks;
    }

    private List<String> observables() {
        return table.columns().stream()
                .map(Column::name)
                .filter(name -> table.has(name + "_stderr") && table.has(name + "_theory"))
                .toList();
    }

    private List<TextColumn> observable(String x) {
        List<Object> theory = table.values(x + "_theory");
        List<TextColumn> group = new ArrayList<>();
        group.add(numbers(x, i -> Digits.withError(real(x, i), real(x + "_stderr", i))));
        if (theory.stream().anyMatch(Objects::nonNull)) {
            group.add(numbers("theory", i -> theory(real(x + "_theory", i), real(x + "_stderr", i))));
            group.add(numbers("z", i -> Digits.deviation(real(x + "_z", i))));
        }
        return group;
    }

    private TextColumn numbers(String header, Function<Integer, String> cell) {
        return TextColumn.numbers(
                header,
                IntStream.range(0, table.rows().size()).boxed().map(cell).toList());
    }

    private Double real(String column, int row) {
        return (Double) table.rows().get(row).get(table.index(column));
    }

    /** One decimal more than the measured value has. */
    private static String theory(Double value, Double error) {
        return value == null || error == null || error == 0 || value.isInfinite() || Digits.decimals(error) > 7
                ? Digits.plain(value)
                : Digits.fixed(value, Digits.decimals(error) + 1);
    }

    private String footing() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (String x : observables()) {
            table.values(x + "_theory_kind").stream()
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(kind -> kinds.computeIfAbsent((String) kind, k -> new ArrayList<>())
                            .add(x));
        }
        return kinds.entrySet().stream()
                .map(e -> TextColumn.wrapped(e.getKey() + " theory: " + String.join(", ", e.getValue()), width))
                .collect(Collectors.joining("", kinds.isEmpty() ? "" : "\n", ""));
    }
}
