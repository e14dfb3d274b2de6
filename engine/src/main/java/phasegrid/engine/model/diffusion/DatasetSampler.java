package phasegrid.engine.model.diffusion;

import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Watcher;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Softmax;

/** {@link Dataset}: what its training set says by itself, then weights, a U-turn and clones of a training point. */
final class DatasetSampler implements Simulation.Sampler<Dataset.Prepared> {
    private final Dataset.Point p;
    private final TrainingWalk walk;

    DatasetSampler(Dataset.Point p) {
        this.p = p;
        walk = new TrainingWalk(p.process(), p.sampler(), p.horizon(), p.t(), p.d());
    }

    @Override
    public boolean watch(int replica, Watcher watcher) {
        walk.watch(replica, watcher);
        return true;
    }

    @Override
    public void sample(Dataset.Prepared set, ReplicaBlock block, Recorder out) {
        walk.noised(set.points(), block);
        double dimension = set.surrogate().dimension(p.process().at(p.t()).ratio());
        for (int r = 0; r < block.size(); r++) {
            spectrum(set, r, out);
            out.record(Dataset.EFFECTIVE_DIMENSION, r, dimension);
            weights(set.axis().sides(), r, out);
        }
        int[] first = walk.run(block);
        int[] second = walk.run(block);
        byte[] side = set.axis().sides();
        for (int r = 0; r < block.size(); r++) {
            int from = walk.from()[r];
            out.record(Dataset.UTURN, r, first[r] == from ? 1 : 0);
            out.record(Dataset.CLONE, r, first[r] == second[r] ? 1 : 0);
            out.record(Dataset.UTURN_SIDE, r, side[first[r]] == side[from] ? 1 : 0);
            out.record(Dataset.CLONE_SIDE, r, side[first[r]] == side[second[r]] ? 1 : 0);
        }
    }

    private void spectrum(Dataset.Prepared set, int r, Recorder out) {
        PrincipalAxis axis = set.axis();
        double speciation = 0.5 * Elementary.log(Math.max(1, axis.spike()));
        out.record(Dataset.SAMPLE_EIGENVALUE, r, axis.sample());
        out.record(Dataset.EIGENVALUE, r, axis.spike());
        out.record(Dataset.BULK, r, axis.bulk());
        out.record(Dataset.RESOLVED, r, axis.resolved() ? 1 : 0);
        out.record(Dataset.CUMULANT, r, axis.cumulant());
        out.record(Dataset.DIP, r, axis.dip());
        out.record(Dataset.BIMODAL, r, Dataset.bimodal(axis) ? 1 : 0);
        out.record(Dataset.T_SPECIATION, r, p.own(speciation));
        out.record(Dataset.DDPM_STEP, r, step(speciation));
        out.record(Dataset.T_COLLAPSE, r, p.own(0.5 * Elementary.log1p(set.collapse())));
        out.record(
                Dataset.T_COLLAPSE_PCA,
                r,
                p.own(0.5 * Elementary.log1p(set.surrogate().collapse())));
    }

    /** The first step with ᾱ &lt; e^{−2t}, counted from 0; how many there are where there is none. */
    static int step(double t) {
        ForwardProcess.Ddpm schedule = new ForwardProcess.Ddpm();
        return t == 0
                ? 0
                : (int) Math.min(
                        ForwardProcess.Ddpm.STEPS, Math.floor(schedule.at(t).clock()));
    }

    private void weights(byte[] side, int r, Recorder out) {
        Softmax weights = walk.posterior().row(r, -1);
        double entropy = weights.entropy();
        double one = 0;
        for (int k = 0; k < weights.count(); k++) {
            one += side[weights.index(k)] == 1 ? weights.weight(k) : 0;
        }
        out.record(Dataset.PARTICIPATION, r, weights.participation());
        out.record(Dataset.TRUE_WEIGHT, r, weights.of(walk.from()[r]));
        out.record(Dataset.LARGEST_WEIGHT, r, weights.largestWeight());
        out.record(Dataset.POSTERIOR_ENTROPY, r, entropy);
        out.record(Dataset.F_EMP_RATIO, r, entropy / p.logPoints());
        out.record(Dataset.SIDE_EXACT, r, Math.fma(one, one, (1 - one) * (1 - one)));
    }
}
