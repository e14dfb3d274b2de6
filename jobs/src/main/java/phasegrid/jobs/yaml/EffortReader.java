package phasegrid.jobs.yaml;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.BatchShape;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.yaml.Tree.Fields;

/** Reads how much is asked for: replicas, and the passes of chains. */
record EffortReader(Vocabulary vocabulary, ValueReader reader) {
    private static final int USUAL_REPLICAS = 1_000;
    private static final BigDecimal MOST_REPLICAS = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal MOST_PASSES = BigDecimal.TEN.pow(15);
    private static final List<String> KEYS = List.of("disorder", "thermal");

    Effort read(Fields root) {
        long passes = root.field("passes").map(f -> passes(f.value())).orElse(0L);
        Effort replicas =
                root.field("replicas").map(f -> replicas(f.value())).orElseGet(() -> Effort.of(USUAL_REPLICAS));
        return new Effort(replicas.disorder(), replicas.thermal(), passes);
    }

    private Effort replicas(Tree tree) {
        if (!(tree instanceof Fields fields)) {
            return Effort.of(count("replicas", tree));
        }
        reader.keys(fields, "replicas", KEYS);
        int disorder = fields.field("disorder")
                .map(f -> count("replicas.disorder", f.value()))
                .orElseGet(() -> missing(fields));
        int thermal = fields.field("thermal").map(f -> thermal(f.value())).orElse(1);
        return new Effort(disorder, thermal, 0);
    }

    private int missing(Fields fields) {
        reader.problems().add(fields.place(), "replicas wants disorder, as {disorder: 40, thermal: 500}");
        return 1;
    }

    private int thermal(Tree tree) {
        int thermal = count("replicas.thermal", tree);
        Optional<Definition<?, ?>> plain = vocabulary.definition().filter(d -> !d.quenched());
        if (thermal > 1 && plain.isPresent()) {
            reader.problems()
                    .add(
                            tree.place(),
                            plain.get().model().card().id()
                                    + " has no quenched disorder, so thermal is 1; write replicas: N");
        }
        return thermal;
    }

    private int count(String name, Tree tree) {
        return reader.whole(name, tree, BigDecimal.ONE, MOST_REPLICAS)
                .map(Math::toIntExact)
                .orElse(1);
    }

    private long passes(Tree tree) {
        vocabulary.definition().filter(d -> !chain(d)).ifPresent(d -> reader.problems()
                .add(tree.place(), d.model().card().id() + " is not a chain and makes no passes; drop passes"));
        return reader.whole("passes", tree, BigDecimal.ONE, MOST_PASSES).orElse(1L);
    }

    /** Whether the model runs chains, as its first test point shows; a model without one may. */
    private static <P extends Record, Q> boolean chain(Definition<P, Q> definition) {
        List<String> points = definition.model().testPoints();
        if (points.isEmpty()) {
            return true;
        }
        SweepSpec spec = SweepReader.point(definition, List.of(points.get(0).split(" +")));
        return Grid.of(definition, spec).tracks().anyMatch(track -> BatchShape.of(definition, track)
                .chain());
    }
}
