package phasegrid.jobs.table;

import java.math.BigInteger;
import phasegrid.engine.sweep.Address;

/**
 * Identifies the set of rows that a table was made of, in any order: their number and the sum of their SHA-256 modulo
 * 2²⁵⁶.
 *
 * @param count how many rows
 * @param sum the sum
 */
public record Folded(long count, BigInteger sum) {
    /** No rows. */
    public static final Folded NOTHING = new Folded(0, BigInteger.ZERO);

    /** One row. */
    public static Folded of(String key, Address address) {
        throw new UnsupportedOperationException(key + address);
    }

    /** The union with rows that are not in this set. */
    public Folded plus(Folded other) {
        throw new UnsupportedOperationException("" + other);
    }
}
