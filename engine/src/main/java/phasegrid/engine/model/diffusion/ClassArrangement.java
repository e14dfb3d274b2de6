package phasegrid.engine.model.diffusion;

import java.util.List;
import phasegrid.engine.definition.Param;

/**
 * How the centres of Gaussian classes lie, in an orthonormal basis of their span; lengths are per coordinate, |v|² = length² d.
 * All centres of an arrangement are equally long.
 */
public sealed interface ClassArrangement {
    /** The most classes there may be. */
    int MOST = 4096;

    /** The probability of each class. */
    double[] prior();

    /** The centres by rows, over √d. */
    double[][] vectors();

    /** How many levels of groups there are; at the last each class is a group. */
    int levels();

    /** The length, per coordinate, of the vectors that tell the groups of a level apart, from 0. */
    double length(int level);

    /** The group of class k at a level: equal numbers for equal groups. */
    int group(int k, int level);

    /**
     * Orthogonal centres, one level.
     *
     * @param centre the length of each
     * @param weights one for each class
     */
    record Orthogonal(
            @Param(symbol = "μ", doc = "length of a centre, per coordinate", usual = "1", min = 0, max = 100)
            double centre,

            @Param(
                    symbol = "p",
                    doc = "weights of the classes, of any scale",
                    usual = "[1,1,1]",
                    min = 1.0e-6,
                    max = 1.0e6)
            List<Double> weights)
            implements ClassArrangement {
        /** Refuses no classes, or too many. */
        public Orthogonal {
            check(weights.size());
        }

        @Override
        public double[] prior() {
            return shares(weights, 1);
        }

        @Override
        public double[][] vectors() {
            double[][] centres = new double[weights.size()][weights.size()];
            for (int k = 0; k < centres.length; k++) {
                centres[k][k] = centre;
            }
            return centres;
        }

        @Override
        public int levels() {
            return 1;
        }

        @Override
        public double length(int level) {
            return centre;
        }

        @Override
        public int group(int k, int level) {
            return k;
        }
    }

    /**
     * A tree, so that centres of one group overlap: each branch of level l adds a vector of its own, of length centres[l],
     * orthogonal to all others.
     *
     * @param centres the length of each level's vectors
     * @param weights one for each first branch
     * @param branching into how many equal branches each one divides, level by level; one entry fewer than centres
     */
    record Tree(
            @Param(
                    symbol = "μ_l",
                    doc = "length of a level's vectors, per coordinate",
                    usual = "[1,0.1]",
                    min = 0,
                    max = 100)
            List<Double> centres,

            @Param(
                    symbol = "p",
                    doc = "weights of the first branches, of any scale",
                    usual = "[1,1]",
                    min = 1.0e-6,
                    max = 1.0e6)
            List<Double> weights,

            @Param(symbol = "b_l", doc = "branches of a branch, level by level", usual = "[2]", min = 1, max = 64)
            List<Double> branching)
            implements ClassArrangement {
        /** Refuses lists that do not fit, and too many classes. */
        public Tree {
            if (centres.size() != branching.size() + 1) {
                throw new IllegalArgumentException("arrangement.centres = " + centres + " has " + centres.size()
                        + " levels, and arrangement.branching = " + branching + " divides into "
                        + (branching.size() + 1) + "; give one entry more than branching has");
            }
            double classes = weights.size();
            for (double b : branching) {
                classes *= b == Math.rint(b) ? b : Double.NaN;
            }
            check(classes);
        }

        /** Classes below a branch of a level; below the root at −1. */
        private int below(int level) {
            int classes = level < 0 ? weights.size() : 1;
            for (int l = Math.max(0, level); l < branching.size(); l++) {
                classes *= branching.get(l).intValue();
            }
            return classes;
        }

        @Override
        public double[] prior() {
            return shares(weights, below(0));
        }

        /** One coordinate for each branch of each level. */
        @Override
        public double[][] vectors() {
            int classes = below(-1);
            int branches = 0;
            for (int l = 0; l < levels(); l++) {
                branches += classes / below(l);
            }
            double[][] vectors = new double[classes][branches];
            int first = 0;
            for (int l = 0; l < levels(); l++) {
                for (int k = 0; k < classes; k++) {
                    vectors[k][first + group(k, l)] = centres.get(l);
                }
                first += classes / below(l);
            }
            return vectors;
        }

        @Override
        public int levels() {
            return centres.size();
        }

        @Override
        public double length(int level) {
            return centres.get(level);
        }

        @Override
        public int group(int k, int level) {
            return k / below(level);
        }
    }

    /**
     * All sums ±v_1 ± v_2 … of orthogonal vectors, equally likely: each sign is a question of its own, decided at its own time.
     *
     * @param centres the length of each vector
     */
    record Cross(
            @Param(
                    symbol = "μ_l",
                    doc = "lengths of the vectors, per coordinate",
                    usual = "[1,0.1]",
                    min = 0,
                    max = 100)
            List<Double> centres)
            implements ClassArrangement {
        /** Refuses no vectors, or too many. */
        public Cross {
            check(centres.isEmpty() ? 0 : Math.scalb(1.0, Math.min(64, centres.size())));
        }

        @Override
        public double[] prior() {
            return shares(List.of(1.0), 1 << centres.size());
        }

        @Override
        public double[][] vectors() {
            double[][] vectors = new double[1 << centres.size()][centres.size()];
            for (int k = 0; k < vectors.length; k++) {
                for (int l = 0; l < centres.size(); l++) {
                    vectors[k][l] = group(k, l) == 1 ? centres.get(l) : -centres.get(l);
                }
            }
            return vectors;
        }

        @Override
        public int levels() {
            return centres.size();
        }

        @Override
        public double length(int level) {
            return centres.get(level);
        }

        /** The sign of the level's vector. */
        @Override
        public int group(int k, int level) {
            return (k >> level) & 1;
        }
    }

    private static void check(double classes) {
        if (!(classes >= 1 && classes <= MOST)) {
            throw new IllegalArgumentException(
                    "an arrangement has " + classes + " classes, and 1 to " + MOST + " are possible; change its lists");
        }
    }

    private static double[] shares(List<Double> weights, int each) {
        double total = 0;
        for (double w : weights) {
            total += w * each;
        }
        double[] shares = new double[weights.size() * each];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = weights.get(k / each) / total;
        }
        return shares;
    }
}
