package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measurement;
import phasegrid.jobs.table.Digits;
import phasegrid.jobs.table.PointRow;

/**
 * One sampled point for people and for programs.
 *
 * @param definition the model
 * @param seed the seed
 * @param row what was measured
 */
record PointReport(Definition<?, ?> definition, long seed, PointRow row) {
    private static final String INDENT = "  ";
    private static final int DIGITS = 6;
    private static final int FEW_DIGITS = 3;

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", definition.model().card().id());
        json.put("version", definition.model().card().version());
        json.put("seed", seed);
        json.put("replicas", row.measured().replicas());
        json.put("parameters", row.point().values());
        Map<String, Object> observables = new LinkedHashMap<>();
        row.measured().measurements().forEach((name, m) -> observables.put(name, observable(name, m)));
        json.put("observables", observables);
        json.put("lines", row.lines());
        json.put("status", row.measured().status().text());
        json.put("unsettled", row.measured().unsettled());
        return json;
    }

    private Map<String, Object> observable(String name, Measurement m) {
        Judgement judgement = judgement(name);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mean", m.estimate().mean());
        json.put("stderr", m.estimate().stderr());
        if (chain(m)) {
            json.put("tau", m.tau());
            json.put("ess", m.effective());
            json.put("rhat", m.rHat());
        }
        json.put("theory", judgement.theory());
        json.put("theory_kind", judgement.kind().isEmpty() ? null : judgement.kind());
        json.put("z", judgement.z());
        return json;
    }

    /** Only what was read along a chain has an effective number of samples. */
    private static boolean chain(Measurement m) {
        return !Double.isNaN(m.effective());
    }

    private Judgement judgement(String name) {
        return row.judgements().getOrDefault(name, Judgement.NONE);
    }

    List<String> text(int width) {
        List<String> text = new ArrayList<>(heading(definition, row.point().values(), width));
        text.add("");
        text.addAll(measured().text("", width));
        text.addAll(lines(row.lines(), width));
        text.add("");
        text.add(row.measured().replicas() + " replicas, seed " + seed + ", status "
                + row.measured().status().text());
        text.addAll(reason().isEmpty() ? List.of() : Lines.wrapped(reason(), width));
        return text;
    }

    /** By which observables chains have the status that they have; empty where there is nothing to say. */
    private String reason() {
        return switch (row.measured().status()) {
            case NOT_EQUILIBRATED ->
                "chains differ or drift in " + String.join(", ", row.measured().unsettled())
                        + "; more passes may settle them";
            case TWO_STATES ->
                definition.model().twins().stream()
                        .map(t -> t.one().name() + " and " + t.other().name() + " keep apart: each start has its state")
                        .collect(Collectors.joining("; "));
            case FROZEN -> "no chain ever moved: what is read is where they began";
            default -> "";
        };
    }

    /** The model and the values that were given; then those that have their usual value. */
    static List<String> heading(Definition<?, ?> definition, Map<String, Value> values, int width) {
        String given = words(definition, values, false);
        String usual = words(definition, values, true);
        List<String> text = new ArrayList<>();
        text.addAll(Lines.wrapped(definition.model().card().reference() + " at " + given, width));
        if (!usual.isEmpty()) {
            text.addAll(Lines.wrapped("usual: " + usual, width));
        }
        return text;
    }

    /** The values that are their parameters' usual ones, or the others, as they are written. */
    static String words(Definition<?, ?> definition, Map<String, Value> values, boolean usual) {
        return values.entrySet().stream()
                .filter(e -> usual == e.getValue().equals(usual(definition, e.getKey(), values)))
                .map(e -> e.getKey() + "=" + e.getValue().text())
                .collect(Collectors.joining(" "));
    }

    private static Value usual(Definition<?, ?> definition, String name, Map<String, Value> values) {
        return Spelling.usual(definition.schema().leaf(name, values));
    }

    private Lines measured() {
        boolean chains = row.measured().measurements().values().stream().anyMatch(PointReport::chain);
        List<String> heads = new ArrayList<>(List.of("observable", "mean(error)", "theory", "z", "kind"));
        heads.addAll(chains ? List.of("tau", "ess", "rhat") : List.of());
        Lines lines = new Lines().add(heads.toArray());
        row.measured().measurements().forEach((name, m) -> {
            List<String> cells = new ArrayList<>(judged(name, m));
            cells.addAll(chains ? mixing(m) : List.of());
            lines.add(cells.toArray());
        });
        return lines;
    }

    private List<String> judged(String name, Measurement m) {
        Judgement judgement = judgement(name);
        return List.of(
                name,
                Lines.measured(m.estimate().mean(), m.estimate().stderr()),
                Lines.number(judgement.theory(), DIGITS),
                Lines.z(judgement.z()),
                judgement.kind().isEmpty() ? Digits.NOTHING : judgement.kind());
    }

    private static List<String> mixing(Measurement m) {
        return List.of(
                Lines.number(m.tau(), FEW_DIGITS),
                Lines.number(m.effective(), FEW_DIGITS),
                Lines.number(m.rHat(), FEW_DIGITS));
    }

    /** Transition lines, none where the model states none. */
    static List<String> lines(Map<String, Double> lines, int width) {
        if (lines.isEmpty()) {
            return List.of();
        }
        Lines body = new Lines();
        lines.forEach((name, value) -> body.add(name, Double.isNaN(value) ? "none here" : Lines.number(value, DIGITS)));
        List<String> text = new ArrayList<>(List.of("", "transition lines"));
        text.addAll(body.text(INDENT, width));
        return text;
    }
}
