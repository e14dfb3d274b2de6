package phasegrid.jobs.table;

import java.math.BigInteger;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Keys;

/**
 * Identifies the set of rows that a table was made of, in any order: their number, and the sum of the SHA-256 of each
 * (key, address) modulo 2²⁵⁶.
 *
 * @param count how many rows
 * @param sum the sum
 */
public record Folded(long count, BigInteger sum) {
    /** No rows. */
    public static final Folded NOTHING = new Folded(0, BigInteger.ZERO);

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    /** One row. */
    public static Folded of(String key, Address address) {
        String text = key + " " + address.disorder() + " " + address.thermal() + " " + address.leg();
        return new Folded(1, new BigInteger(Keys.digest(text), 16));
    }

    /** Reads what {@link #toString} has written. */
    static Folded parse(String text) {
        String[] parts = text.split(" ", 2);
        return new Folded(Long.parseLong(parts[0]), new BigInteger(parts[1], 16));
    }

    /** The union with rows that are not in this set. */
    public Folded plus(Folded other) {
        return new Folded(count + other.count, sum.add(other.sum).mod(MODULUS));
    }

    /** The count and 64 hexadecimal digits. */
    @Override
    public String toString() {
        String digits = sum.toString(16);
        return count + " " + "0".repeat(64 - digits.length()) + digits;
    }
}
