package phasegrid.engine.testing;

import java.util.List;
import java.util.function.UnaryOperator;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Twins;
import phasegrid.engine.random.RandomStream;

/** A model with a planted fault: it simulates another point than the one it is asked for. */
public record Redirected<P extends Record, Q>(Model<P, Q> sound, UnaryOperator<P> seen) implements Model<P, Q> {
    @Override
    public Card card() {
        return sound.card();
    }

    @Override
    public Class<P> parameters() {
        return sound.parameters();
    }

    @Override
    public List<Observable> observables() {
        return sound.observables();
    }

    @Override
    public Q quench(P point, RandomStream disorder) {
        return sound.quench(seen.apply(point), disorder);
    }

    @Override
    public Simulation<Q> simulation(List<P> rungs) {
        return sound.simulation(rungs.stream().map(seen).toList());
    }

    @Override
    public long pass(P point) {
        return sound.pass(point);
    }

    @Override
    public int granule(P point) {
        return sound.granule(point);
    }

    @Override
    public long operations(P point) {
        return sound.operations(point);
    }

    @Override
    public long preparation(P point) {
        return sound.preparation(point);
    }

    @Override
    public List<String> testPoints() {
        return sound.testPoints();
    }

    @Override
    public List<Twins> twins() {
        return sound.twins();
    }
}
