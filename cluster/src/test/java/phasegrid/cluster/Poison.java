package phasegrid.cluster;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;

/** Independent normal numbers, slowly drawn, of which some values of {@code n} end the executor that draws them. */
public final class Poison implements Model<Poison.Dose, Object> {
    private static final Scalar DRAWN = Scalar.real("drawn", "1", "a normal number");
    private static final long PAUSE = 5_000_000;

    record Dose(
            @Param(symbol = "n", doc = "which dose", definition = "which dose")
            int n,

            @Param(symbol = "k", doc = "the dose that kills, 0 for none", usual = "0")
            int deadly) {}

    @Override
    public Card card() {
        return new Card("poison", 1, "Poison", "Normal numbers, some of which kill.", "glass");
    }

    @Override
    public Class<Dose> parameters() {
        return Dose.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(DRAWN);
    }

    @Override
    public long operations(Dose dose) {
        return 1 << 20;
    }

    @Override
    public List<String> testPoints() {
        return List.of("n=1");
    }

    @Override
    public Simulation<Object> simulation(List<Dose> rungs) {
        Dose dose = rungs.get(0);
        return Simulation.Sampler.each((nothing, block, r, out) -> {
            if (dose.n() == dose.deadly() && System.getProperty("phasegrid.home") == null) {
                Runtime.getRuntime().halt(42);
            }
            LockSupport.parkNanos(PAUSE);
            out.record(DRAWN, r, block.random(r).gaussian());
        });
    }
}
