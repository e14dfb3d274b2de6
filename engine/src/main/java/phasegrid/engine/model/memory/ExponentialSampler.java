package phasegrid.engine.model.memory;

import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.linear.Kernels;

/** One query to an {@link ExponentialHopfield}: the noise at the cue, one update, and the end of the basin. */
final class ExponentialSampler implements Simulation.OneReplica<float[]> {
    private final ExponentialHopfield.Point p;
    private final ExponentialQuery query;
    private final Softmax softmax;
    private final double[] scores = new double[Softmax.CHUNK];
    private final double[] cosines = new double[Softmax.CHUNK];
    private final double[] norms = new double[Softmax.CHUNK];

    ExponentialSampler(ExponentialHopfield.Point p) {
        this.p = p;
        softmax = new Softmax(p.beta());
        if (p.route() == ExponentialHopfield.Route.EXPLICIT) {
            query = new ExplicitQuery(p);
        } else {
            query = p.patterns() instanceof PatternLaw.Binary ? new SignQuery(p) : new LawQuery(p);
        }
    }

    @Override
    public void sample(float[] patterns, ReplicaBlock block, int r, Recorder out) {
        query.draw(patterns, block.random(r), block.random(r, "overlaps"));
        if (p.cue() instanceof Cue.Overlap cue) {
            query.at(cue.overlap());
        } else {
            query.diffuse(p.variance());
        }
        weigh(true);
        out.record(ExponentialHopfield.WEIGHT, r, softmax.weight());
        out.record(ExponentialHopfield.RETRIEVED, r, won() ? 1 : 0);
        out.record(ExponentialHopfield.PARTICIPATION, r, softmax.participation());
        out.record(ExponentialHopfield.ENERGY, r, (0.5 * query.squared() - softmax.logSum()) / p.d());
        out.record(ExponentialHopfield.NORM, r, query.norm() / p.d());
        boolean once = p.updates() == ExponentialHopfield.Updates.ONCE;
        out.record(ExponentialHopfield.OVERLAP, r, once ? softmax.overlap() : query.settle(softmax));
        out.record(ExponentialHopfield.BASIN_RADIUS, r, basin());
    }

    private boolean won() {
        return softmax.weight() > 0.5;
    }

    private void weigh(boolean withOverlaps) {
        boolean density = p.weights() == ExponentialHopfield.Weights.DENSITY;
        softmax.begin(query.signal() - (density ? 0.5 * query.norm() : 0));
        for (int from = 0; from < p.n() - 1; from += Softmax.CHUNK) {
            int count = Math.min(Softmax.CHUNK, p.n() - 1 - from);
            query.scores(from, count, scores);
            if (density) {
                query.norms(from, count, norms);
                Kernels.axpy(-0.5, norms, scores, 0, count);
            }
            if (withOverlaps) {
                query.aligned(from, count, cosines);
                Kernels.scale(1 / query.norm(), cosines, 0, count);
            }
            softmax.add(scores, withOverlaps ? cosines : null, count);
        }
    }

    /** Halves the path between a station that retrieves and one that does not. */
    private double basin() {
        if (!wins(0)) {
            return 0;
        }
        int inside = 0;
        int outside = query.stations() + 1;
        while (outside - inside > 1) {
            int middle = (inside + outside) >>> 1;
            boolean wins = wins(middle);
            inside = wins ? middle : inside;
            outside = wins ? outside : middle;
        }
        double edge = outside > query.stations() ? query.overlap(inside) : between(inside, outside);
        return Math.sqrt(2 * (1 - edge));
    }

    private double between(int inside, int outside) {
        return 0.5 * (query.overlap(inside) + query.overlap(outside));
    }

    private boolean wins(int station) {
        query.at(station);
        weigh(false);
        return won();
    }
}
