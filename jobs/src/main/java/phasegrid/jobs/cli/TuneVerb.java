package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.yaml.SweepReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Places the rungs of a ladder of exchanged temperatures so that neighbours are exchanged equally often. */
@Command(
        name = "tune",
        description = {
            "Place the rungs of an exchanged ladder so that neighbours are exchanged equally often, and print it for a "
                    + "sweep file.",
            "",
            "Besides parameters: ladder=a,b with the ends, or a whole trial ladder; seed=S (1), replicas=N (8), "
                    + "passes=N (500). A few short trials are run here and now, each on the ladder that the one before "
                    + "suggests.",
            ""
        },
        footer = {"", "Examples:", "  phasegrid tune sherrington-kirkpatrick d=64 ladder=0.6,3.3"})
public final class TuneVerb implements Verb {
    private static final int RATE_DIGITS = 2;

    @Mixin
    private Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model's name, as list shows it.")
    private String model;

    @Parameters(index = "1..*", paramLabel = "key=value", description = "Parameters, as for point, and ladder=a,b.")
    private List<String> values = List.of();

    @Option(names = "--rungs", paramLabel = "N", description = "How many rungs; otherwise as many as --rate asks for.")
    private int rungs;

    @Option(names = "--rate", paramLabel = "R", description = "The exchange rate to be reached: 0.3.")
    private double rate = 0.3;

    @Option(names = "--rounds", paramLabel = "N", description = "How many trials: 3.")
    private int rounds = 3;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        check();
        ModelCatalogue models = ModelCatalogue.here();
        tuned(models.model(model), models.jar(models.model(model).model().card().id()));
        return 0;
    }

    private void check() {
        if (rounds < 1 || rungs < 0 || rungs == 1 || !(rate > 0 && rate < 1)) {
            throw new BadInput("Cannot tune with --rungs " + rungs + " --rate " + rate + " --rounds " + rounds
                    + ": there are 2 rungs or more, a rate between 0 and 1, and one round or more");
        }
    }

    private <P extends Record, Q> void tuned(Definition<P, Q> definition, String jar) {
        SweepSpec spec = SweepReader.point(definition, words(TrialLadder.parameter(definition)));
        TrialLadder<P, Q> ladder = new TrialLadder<>(definition, jar, spec);
        List<Double> next = ladder.first(rungs == 0 ? FIRST : rungs);
        TrialLadder.Trial trial = null;
        for (int round = 1; round <= rounds; round++) {
            trial = ladder.on(next);
            say(round, trial);
            next = trial.tuning().spread(count(trial));
        }
        print(definition, spec, trial, next);
    }

    private static final int FIRST = 16;

    private int count(TrialLadder.Trial trial) {
        return rungs == 0 ? trial.tuning().rungsFor(rate) : rungs;
    }

    /** The words of a point on the ladder, of modest effort where they do not say otherwise. */
    private List<String> words(String parameter) {
        List<String> words = new ArrayList<>(values);
        String ladder = values.stream()
                .filter(word -> word.startsWith("ladder="))
                .findFirst()
                .orElseThrow(() -> new BadInput("Cannot tune without a ladder: give its ends, as ladder=0.6,3.3"));
        unlessGiven(
                words,
                parameter,
                ladder.substring("ladder=".length()).split(",")[0].replace("[", ""));
        unlessGiven(words, "replicas", "8");
        unlessGiven(words, "passes", "500");
        return words;
    }

    private static void unlessGiven(List<String> words, String name, String value) {
        if (words.stream().noneMatch(word -> word.startsWith(name + "="))) {
            words.add(name + "=" + value);
        }
    }

    private void say(int round, TrialLadder.Trial trial) {
        double least = trial.tuning().rates().stream().mapToDouble(r -> r).min().orElse(Double.NaN);
        double most = trial.tuning().rates().stream().mapToDouble(r -> r).max().orElse(Double.NaN);
        console.err()
                .println("round " + round + ": " + trial.tuning().rungs().size() + " rungs, exchange rates "
                        + Lines.number(least, RATE_DIGITS) + " to " + Lines.number(most, RATE_DIGITS)
                        + ", round trips in a pass and rung " + Lines.number(trial.roundTrips(), RATE_DIGITS));
        console.err().flush();
    }

    private void print(Definition<?, ?> definition, SweepSpec spec, TrialLadder.Trial last, List<Double> next) {
        double expected = last.tuning().expected(next.size());
        if (json) {
            console.out().println(Json.of(tree(definition, spec, last, next, expected)));
        } else {
            console.out()
                    .println("# " + definition.model().card().reference() + ": " + next.size()
                            + " rungs, exchange rates of about " + Lines.number(expected, RATE_DIGITS));
            console.out().println(next.stream().map(Value::text).collect(Collectors.joining(", ", "ladder: [", "]")));
        }
    }

    private static Map<String, Object> tree(
            Definition<?, ?> definition, SweepSpec spec, TrialLadder.Trial last, List<Double> next, double expected) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", definition.model().card().id());
        json.put("version", definition.model().card().version());
        json.put("seed", spec.seed());
        json.put("ladder", next);
        json.put("expected_rate", expected);
        json.put("trial", last.tuning().rungs());
        json.put("rates", last.tuning().rates());
        json.put("round_trips", last.roundTrips());
        return json;
    }
}
