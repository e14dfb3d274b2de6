package phasegrid.engine.statistics;

/** Arithmetic of counts, which are exact as doubles: whole and from 0 to 2⁵³. */
final class Counts {

    static final long MAX = 1L << 53;

    private Counts() {}

    static void check(String action, String name, long count) {
        if (count < 0 || count > MAX) {
            throw new IllegalArgumentException(
                    "Cannot " + action + ": " + name + " is " + count + "; give a count from 0 to 2^53");
        }
    }

    static long whole(String action, double count) {
        if (!(count >= 0 && count <= MAX && count == Math.rint(count))) {
            throw new IllegalArgumentException("Cannot " + action + ": a count is " + count
                    + "; give what was encoded, a whole number up to 2^53");
        }
        return (long) count;
    }

    /** The mean of a values of mean x and b of mean y, from the larger set's side: symmetric to the bit. */
    static double mean(long a, double x, long b, double y) {
        if (a == b) {
            return (x + y) * 0.5;
        }
        double n = a + b;
        return a > b ? x + (y - x) * (b / n) : y + (x - y) * (a / n);
    }

    /** a·b/(a + b), symmetric to the bit. */
    static double product(long a, long b) {
        return Math.max(a, b) * (Math.min(a, b) / (double) (a + b));
    }
}
