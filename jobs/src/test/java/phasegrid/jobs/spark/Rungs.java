package phasegrid.jobs.spark;

import java.util.List;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;

/** Numbers that are handed down a ladder: what a rung holds depends on every rung above it. */
public final class Rungs implements Model<Rungs.Rung, Void> {
    static final Scalar HEIGHT = Scalar.real("height", "1", "what the rung holds");

    record Rung(
            @Param(symbol = "β", doc = "inverse temperature", along = Along.LADDER, definition = "1/T")
            double beta,

            @Param(symbol = "n", doc = "hands", usual = "2", min = 1, definition = "hands")
            int n) {}

    @Override
    public Card card() {
        return new Card("rungs", 1, "A ladder", "Numbers that are handed down a ladder.", "memory");
    }

    @Override
    public Class<Rung> parameters() {
        return Rung.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(HEIGHT);
    }

    @Override
    public long operations(Rung point) {
        return 1 << 18;
    }

    @Override
    public List<String> testPoints() {
        return List.of("beta=1");
    }

    @Override
    public Simulation<Void> simulation(List<Rung> rungs) {
        return Simulation.Sampler.each((none, block, r, out) -> {
            double height = 0;
            for (int k = 0; k < rungs.size(); k++) {
                for (int hand = 0; hand < rungs.get(k).n(); hand++) {
                    height = rungs.get(k).beta() * (height + block.random(r).gaussian());
                }
                out.record(HEIGHT, k, r, height);
            }
        });
    }
}
