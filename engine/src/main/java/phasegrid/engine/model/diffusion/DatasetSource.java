package phasegrid.engine.model.diffusion;

import java.util.Arrays;
import phasegrid.engine.definition.Data;
import phasegrid.engine.definition.DataFile;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;

/** Where the training points of {@link Dataset} come from. Points are centred afterwards, whatever they are. */
public sealed interface DatasetSource {
    /** What the numbers are divided by once they are centred. */
    enum Normalise {
        /** By nothing more. */
        NONE,
        /** By the standard deviation of a coordinate, one for all: the mean variance is 1. */
        TOTAL,
        /** Each coordinate by its own standard deviation, where that is not 0. */
        EACH
    }

    /** Whether one or two clouds are planted. */
    enum Shape {
        /** Two classes N(±v, 1), as likely as each other. */
        TWO_CLASSES,
        /** One Gaussian with the covariance that two classes would have. */
        ONE_CLOUD
    }

    /** Draws n points of d coordinates, one after another. */
    double[] points(int n, int d, Data data, RandomStream disorder);

    /** What the numbers are divided by once they are centred. */
    default Normalise normalise() {
        return Normalise.NONE;
    }

    /** Whether n points are all that there are, the same for every disorder sample. */
    default boolean whole(int n) {
        return false;
    }

    /** Refuses numbers of points and coordinates that the source does not have. */
    default void check(int n, int d) {}

    /**
     * A user's file. With n below its rows a disorder sample is a random subset, drawn one after another.
     *
     * @param path the file
     * @param scale what its numbers are divided by
     * @param normalise what they are divided by besides
     */
    record File(
            @Param(symbol = "a", doc = "data points, one a row", quench = Quench.FIXES)
            DataFile path,

            @Param(
                    symbol = "c",
                    doc = "what every number is divided by, as 127.5 for bytes in training",
                    usual = "1",
                    min = 1.0e-300,
                    max = 1.0e300,
                    quench = Quench.FIXES)
            double scale,

            @Param(
                    symbol = "norm",
                    doc = "what centred points are divided by besides: one standard deviation, or each coordinate's",
                    usual = "none",
                    quench = Quench.FIXES)
            Normalise normalise)
            implements DatasetSource {
        @Override
        public void check(int n, int d) {
            if (d != path.columns()) {
                throw new IllegalArgumentException(
                        "d = " + d + ", and " + path.path() + " has " + path.columns() + " columns; leave d out");
            } else if (n > path.rows()) {
                throw new IllegalArgumentException(
                        "n = " + n + ", and " + path.path() + " has " + path.rows() + " rows; leave n out to take all");
            }
        }

        @Override
        public boolean whole(int n) {
            return n == path.rows();
        }

        @Override
        public double[] points(int n, int d, Data data, RandomStream disorder) {
            double[] points = new double[n * d];
            Data.Rows rows = data.rows(path);
            int[] chosen = chosen(n, disorder);
            for (int mu = 0; mu < n; mu++) {
                rows.copy(chosen[mu], points, mu * d);
            }
            for (int i = 0; i < points.length; i++) {
                points[i] /= scale;
            }
            return points;
        }

        /** All in their order, or the beginning of a random order. */
        private int[] chosen(int n, RandomStream disorder) {
            int[] order = new int[path.rows()];
            Arrays.setAll(order, i -> i);
            for (int mu = 0; mu < n && n < order.length; mu++) {
                int other = mu + disorder.below(order.length - mu);
                int row = order[other];
                order[other] = order[mu];
                order[mu] = row;
            }
            return order;
        }
    }

    /**
     * Data with a known answer: a = ±v + z with z ~ N(0, 1) in each coordinate and v along (1, …, 1), so that the largest
     * eigenvalue of the covariance is Λ = 1 + |v|² and the others are 1; or one Gaussian of the same covariance.
     *
     * @param shape two classes or one cloud
     * @param spike Λ
     */
    record Planted(
            @Param(
                    symbol = "shape",
                    doc = "two classes, or one cloud of the same covariance",
                    usual = "two-classes",
                    quench = Quench.FIXES)
            Shape shape,

            @Param(
                    symbol = "Λ",
                    doc = "largest eigenvalue of the covariance; the others are 1",
                    usual = "65",
                    min = 1,
                    max = 1.0e6,
                    quench = Quench.FIXES)
            double spike)
            implements DatasetSource {
        /** |v|. */
        double norm() {
            return Math.sqrt(spike - 1);
        }

        @Override
        public double[] points(int n, int d, Data data, RandomStream disorder) {
            return points(n, d, disorder);
        }

        /** The points, as {@link #points(int, int, Data, RandomStream)} draws them: label, then coordinates, point by point. */
        public double[] points(int n, int d, RandomStream disorder) {
            double[] points = new double[n * d];
            for (int from = 0; from < points.length; from += d) {
                double label = disorder.sign();
                disorder.gaussians(points, from, from + d);
                double along = Kernels.sum(points, from, from + d) / d;
                double moved =
                        shape == Shape.TWO_CLASSES ? label * norm() / Math.sqrt(d) : (Math.sqrt(spike) - 1) * along;
                for (int i = from; i < from + d; i++) {
                    points[i] += moved;
                }
            }
            return points;
        }
    }
}
