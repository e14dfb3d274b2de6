package phasegrid.engine.dynamics;

import phasegrid.engine.definition.Param;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.random.RandomStream;

/** The state in which a memory is started. */
public sealed interface Start {
    /** Sets the spins. */
    void set(SignMatrix patterns, int[] spins, RandomStream random);

    /** The first pattern with exactly ⌊d(1 − m_0)/2⌉ spins turned over, at random places. */
    record Pattern(
            @Param(symbol = "m_0", doc = "overlap with the pattern", usual = "1", min = -1, max = 1)
            double overlap) implements Start {
        @Override
        public void set(SignMatrix patterns, int[] spins, RandomStream random) {
            for (int i = 0; i < spins.length; i++) {
                spins[i] = patterns.sign(i, 0);
            }
            turn(spins, turned(spins.length), random);
        }

        /** How many of d spins are turned over. */
        public int turned(int d) {
            return (int) Math.rint(d * (1 - overlap) / 2);
        }

        private static void turn(int[] spins, int count, RandomStream random) {
            int[] places = new int[spins.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = i;
            }
            for (int k = 0; k < count; k++) {
                int j = k + random.below(places.length - k);
                spins[places[j]] *= -1;
                places[j] = places[k];
            }
        }
    }

    /** The majority of the first patterns, an odd number of them. */
    record Mixture(
            @Param(symbol = "L", doc = "patterns in the mixture, an odd number", usual = "3", min = 1, max = 63)
            int patterns)
            implements Start {
        /** Refuses a majority that may be tied. */
        public Mixture {
            if (patterns % 2 == 0) {
                throw new IllegalArgumentException(
                        "a majority of " + patterns + " patterns may be tied; take an odd number");
            }
        }

        @Override
        public void set(SignMatrix stored, int[] spins, RandomStream random) {
            for (int i = 0; i < spins.length; i++) {
                int sum = 0;
                for (int mu = 0; mu < patterns; mu++) {
                    sum += stored.sign(i, mu);
                }
                spins[i] = sum > 0 ? 1 : -1;
            }
        }
    }

    /** Every spin ±1 with probability ½. */
    record Random() implements Start {
        @Override
        public void set(SignMatrix patterns, int[] spins, RandomStream random) {
            for (int i = 0; i < spins.length; i++) {
                spins[i] = random.sign();
            }
        }
    }

    /** How many of the first patterns the state is made of: those whose overlaps are averaged. */
    default int condensed() {
        return this instanceof Mixture mixture ? mixture.patterns() : 1;
    }
}
