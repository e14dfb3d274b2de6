package phasegrid.engine.model.glass;

import phasegrid.engine.definition.Recorder;
import phasegrid.engine.dynamics.Walkers;
import phasegrid.engine.model.OverlapHistogram;

/** Gathers what some replicas of one rung show, and records their mean. */
final class Readings {
    private final SherringtonKirkpatrick.Point p;
    private final OverlapHistogram histogram = new OverlapHistogram(SherringtonKirkpatrick.P_OF_Q);
    private double energy;
    private double energySquared;
    private double interaction;
    private double magnetization;
    private int replicas;
    private double q;
    private double absolute;
    private double q2;
    private double q4;
    private double gap;
    private int pairs;

    Readings(SherringtonKirkpatrick.Point p) {
        this.p = p;
    }

    /** One replica with the sums Σ_{i&lt;j} J s s/√N and Σ s. */
    void replica(double bonds, double spins) {
        double one = -(bonds + p.field() * spins) / p.d();
        energy += one;
        energySquared += one * one;
        interaction -= bonds / p.d();
        magnetization += spins / p.d();
        replicas++;
    }

    /** One pair of replicas. */
    void overlap(double one) {
        double square = one * one;
        q += one;
        absolute += Math.abs(one);
        q2 += square;
        q4 += square * square;
        histogram.add(one);
        pairs++;
    }

    /** Adds to the difference between pairs that began equal and pairs that began at random. */
    void gap(double difference) {
        gap += difference;
    }

    /** Records the means and forgets them. */
    void flush(Recorder out, int rung, int r) {
        double link = (p.d() * q2 / pairs - 1) / (p.d() - 1);
        double paired = 0.5 * p.beta() * (p.d() - 1) / p.d() * (1 - link);
        out.record(SherringtonKirkpatrick.ENERGY, rung, r, energy / replicas);
        out.record(SherringtonKirkpatrick.ENERGY_SQUARED, rung, r, energySquared / replicas);
        out.record(SherringtonKirkpatrick.IDENTITY, rung, r, interaction / replicas + paired);
        out.record(SherringtonKirkpatrick.MAGNETIZATION, rung, r, magnetization / replicas);
        out.record(SherringtonKirkpatrick.Q, rung, r, q / pairs);
        out.record(SherringtonKirkpatrick.Q_ABSOLUTE, rung, r, absolute / pairs);
        out.record(SherringtonKirkpatrick.Q2, rung, r, q2 / pairs);
        out.record(SherringtonKirkpatrick.Q4, rung, r, q4 / pairs);
        out.record(SherringtonKirkpatrick.LINK_OVERLAP, rung, r, link);
        out.record(SherringtonKirkpatrick.START_GAP, rung, r, gap);
        histogram.flush((bin, density) -> out.record(bin, rung, r, density));
        clear();
    }

    /** Records how the replicas from {@code r} to {@code end} move along the ladder. */
    static void walk(Recorder out, Walkers walkers, int rung, int into, int r, int end) {
        double rate = 0;
        double hot = 0;
        double trips = 0;
        for (int i = r; i < end; i++) {
            rate += walkers.exchangeRate(rung, i);
            hot += walkers.fromHot(rung, i);
            trips += walkers.roundTrips(i);
        }
        out.record(SherringtonKirkpatrick.EXCHANGE_RATE, rung, into, rate / (end - r));
        out.record(SherringtonKirkpatrick.FROM_HOT, rung, into, hot / (end - r));
        out.record(SherringtonKirkpatrick.ROUND_TRIPS, rung, into, trips / (end - r));
    }

    private void clear() {
        energy = 0;
        energySquared = 0;
        interaction = 0;
        magnetization = 0;
        replicas = 0;
        q = 0;
        absolute = 0;
        q2 = 0;
        q4 = 0;
        gap = 0;
        pairs = 0;
    }
}
