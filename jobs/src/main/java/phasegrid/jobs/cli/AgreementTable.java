package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Agreement;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Theory;
import phasegrid.jobs.table.PhaseTable;

/**
 * Judges a whole table: for each observable the agreement of its independent rows with theory. Rows of one track share
 * their noise, so the first of each is taken; rows that share disorder are not judged together.
 */
public final class AgreementTable {
    private static final Set<String> WITHOUT_ALLOWANCE = Set.of("exact", "step-corrected");

    private final Definition<?, ?> definition;
    private final PhaseTable table;
    private final List<Integer> independent = new ArrayList<>();

    AgreementTable(Definition<?, ?> definition, SweepSpec spec, PhaseTable table) {
        this.definition = definition;
        this.table = table;
        Set<Object> seen = new HashSet<>();
        List<Object> tracks = table.values("track_id");
        for (int i = 0; i < tracks.size() && spec.share().isEmpty(); i++) {
            if (seen.add(tracks.get(i))) {
                independent.add(i);
            }
        }
    }

    /** The agreement of each observable of which a row was judged, in the model's order. */
    public static Map<String, Agreement> of(Sweep sweep, PhaseTable table) {
        return new AgreementTable(sweep.definition(), sweep.spec(), table).judged();
    }

    private Map<String, Agreement> judged() {
        Map<String, Agreement> judged = new LinkedHashMap<>();
        definition.columns().keySet().forEach(name -> judged.put(name, Agreement.of(judgements(name))));
        judged.values().removeIf(agreement -> agreement.rows() + agreement.saturated() == 0 && !agreement.doubtful());
        return judged;
    }

    /** One line for each observable of which a row was judged; nothing where there is none. */
    Optional<Lines> lines() {
        Map<String, Agreement> judged = judged();
        Lines lines = new Lines().add("observable", "χ²/rows", "p", "KS p", "max |z|", "saturated", "verdict");
        judged.forEach((name, agreement) -> add(lines, name, agreement));
        return judged.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    private List<Judgement> judgements(String name) {
        boolean binomial = table.has(name + "_low");
        double[] theory = table.numbers(name + "_theory");
        double[] z = table.numbers(name + "_z");
        double[] stderr = table.numbers(name + "_stderr");
        double[] replicas = table.numbers("replicas");
        List<Object> kinds = table.values(name + "_theory_kind");
        return independent.stream()
                .filter(i -> kinds.get(i) != null)
                .map(i ->
                        judgement(binomial, theory[i], z[i], stderr[i] > 0, (long) replicas[i], (String) kinds.get(i)))
                .toList();
    }

    private static Judgement judgement(
            boolean binomial, double theory, double z, boolean noisy, long replicas, String kind) {
        boolean exact = WITHOUT_ALLOWANCE.contains(kind);
        boolean saturated = exact && (binomial ? Theory.saturated(theory, replicas) : noisy && Double.isNaN(z));
        return new Judgement(theory, kind, exact ? 0 : Double.NaN, z, saturated);
    }

    private static void add(Lines lines, String name, Agreement agreement) {
        lines.add(
                name,
                Lines.number(agreement.chiSquared(), 3) + "/" + agreement.rows(),
                Lines.number(agreement.p(), 2),
                Lines.number(agreement.normality(), 2),
                Lines.number(agreement.largest(), 2),
                agreement.saturated(),
                agreement.doubtful() ? "DOUBTFUL" : "agrees");
    }
}
