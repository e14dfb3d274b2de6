package phasegrid.jobs.cli;

import java.util.List;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;

/** One normal number that claims to be dear, so that every replica is a batch: what remains is what a batch costs. */
public final class Ticks implements Model<Ticks.Clock, Object> {
    private static final Scalar TICK = Scalar.real("tick", "1", "a normal number");

    /** Its point. */
    public record Clock(
            @Param(symbol = "β", doc = "which hand", definition = "which hand")
            double beta,

            @Param(symbol = "n", doc = "which clock", definition = "which clock")
            int n) {}

    @Override
    public Card card() {
        return new Card("ticks", 1, "Ticks", "One normal number.", "glass");
    }

    @Override
    public Class<Clock> parameters() {
        return Clock.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(TICK);
    }

    @Override
    public long operations(Clock point) {
        return 1 << 24;
    }

    @Override
    public List<String> testPoints() {
        return List.of("beta=1 n=1");
    }

    @Override
    public Simulation<Object> simulation(List<Clock> rungs) {
        return Simulation.Sampler.each(
                (none, block, r, out) -> out.record(TICK, r, block.random(r).gaussian()));
    }
}
