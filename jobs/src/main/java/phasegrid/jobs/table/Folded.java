package phasegrid.jobs.table;

import java.math.BigInteger;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Keys;

/**
 * Identifies the set of rows that a table was made of, in any order: their number, and the sum over keys of the SHA-256 of
 * the key and its addresses modulo 2²⁵⁶.
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
        Addresses one = new Addresses();
        one.add(address);
        return of(key, one);
    }

    /** Rows of one key. */
    static Folded of(String key, Addresses addresses) {
        return new Folded(addresses.size(), new BigInteger(Keys.digest(key + " " + addresses), 16));
    }

    /** Reads what {@link #toString} has written. */
    static Folded parse(String text) {
        String[] parts = text.split(" ", 2);
        return new Folded(Long.parseLong(parts[0]), new BigInteger(parts[1], 16));
    }

    /** The union with rows of other keys. */
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
