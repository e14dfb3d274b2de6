package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.SweepSpec;

/** Every setting of a sweep with the value that counts and where it comes from: command line, sweep file or usual. */
final class Origin {
    /**
     * A setting.
     *
     * @param name its name
     * @param value the value that counts
     * @param from where it comes from
     */
    record Setting(String name, String value, String from) {}

    private static final int LONGEST_LIST = 8;

    private final Sweep sweep;
    private final Set<String> words;

    private Origin(Sweep sweep, List<String> overrides) {
        this.sweep = sweep;
        words = overrides.stream()
                .map(word -> word.replaceFirst("=.*", "").strip())
                .map(key -> key.replaceFirst("^(axes|fixed|derived|grids\\.[0-9]+\\.[a-z]+)\\.", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Setting> of(Sweep sweep, List<String> overrides) {
        return new Origin(sweep, overrides).all();
    }

    private List<Setting> all() {
        List<Setting> settings = new ArrayList<>();
        given().forEach((name, value) -> settings.add(new Setting(name, value, word(name) ? "command line" : "sweep file")));
        for (Leaf leaf : sweep.definition().schema().leaves()) {
            String usual = leaf.param().usual();
            if (!usual.isEmpty() && settings.stream().noneMatch(s -> s.name().equals(leaf.name()))) {
                settings.add(new Setting(leaf.name(), usual, "usual value"));
            }
        }
        settings.add(own("seed", Long.toString(sweep.spec().seed())));
        settings.add(own("replicas", replicas(sweep.spec().effort())));
        if (sweep.spec().effort().passes() > 0) {
            settings.add(own("passes", Long.toString(sweep.spec().effort().passes())));
        }
        return settings;
    }

    /** What axes, fixed and derived values give, over all grids. */
    private Map<String, String> given() {
        Map<String, Set<String>> axes = new LinkedHashMap<>();
        Map<String, String> given = new LinkedHashMap<>();
        for (SweepSpec.Region region : sweep.spec().regions()) {
            region.axes().forEach(axis -> collect(axis, axes));
            region.fixed().forEach((name, value) -> axes.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(value.text()));
        }
        axes.forEach((name, values) -> given.put(name, list(List.copyOf(values))));
        sweep.spec().regions().forEach(region -> region.derived().keySet().forEach(name -> given.put(name, "by its formula")));
        return given;
    }

    private static void collect(Axis axis, Map<String, Set<String>> values) {
        for (int i = 0; i < axis.names().size(); i++) {
            int place = i;
            Set<String> known = values.computeIfAbsent(axis.names().get(i), n -> new LinkedHashSet<>());
            axis.values().stream().map(tuple -> tuple.get(place)).map(Value::text).forEach(known::add);
        }
    }

    private static String list(List<String> values) {
        int size = values.size();
        return size <= LONGEST_LIST
                ? String.join(", ", values)
                : Stream.of(values.get(0), values.get(1), "…", values.get(size - 1)).collect(Collectors.joining(", "))
                        + " (" + size + " values)";
    }

    private boolean word(String name) {
        return words.stream().anyMatch(key -> key.equals(name) || key.startsWith(name + "."));
    }

    /** A setting of the sweep itself: in the file where the file has its key. */
    private Setting own(String name, String value) {
        boolean inFile = Pattern.compile("(?m)^[\\s{,\"']*" + name + "[\"']?\\s*:").matcher(sweep.text()).find();
        return new Setting(name, value, word(name) ? "command line" : inFile ? "sweep file" : "usual value");
    }

    private static String replicas(Effort effort) {
        return effort.thermal() > 1 ? effort.disorder() + " x " + effort.thermal() : Integer.toString(effort.disorder());
    }
}
