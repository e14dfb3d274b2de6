package phasegrid.jobs.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import phasegrid.engine.definition.Value;

/** Numbers as physicists write them: {@code 0.8619(34)} is 0.8619 ± 0.0034. */
public final class Digits {
    /** Stands where nothing is known. */
    public static final String NOTHING = "–";

    private static final int LONGEST = 9;
    private static final int MOST_DECIMALS = 8;
    private static final double LARGEST = 1e7;

    private Digits() {}

    /** A value with two digits of its error in brackets, in units of the value's last digits. */
    public static String withError(Double value, Double error) {
        if (value == null || value.isInfinite() || error == null || error.isInfinite()) {
            return plain(value);
        }
        int scale = decimals(error);
        return scale > MOST_DECIMALS || Math.abs(value) >= LARGEST
                ? scaled(value, error)
                : error == 0 ? plain(value) + "(0)" : fixed(value, scale) + bracket(error, scale);
    }

    /** A common power of ten is taken out, none of 1. */
    private static String scaled(double value, double error) {
        BigDecimal larger = new BigDecimal(Math.max(Math.abs(value), error));
        String text = scaled(value, error, larger.precision() - larger.scale() - 1);
        boolean carried = text.startsWith("10.") || text.startsWith("-10.");
        return carried ? scaled(value, error, larger.precision() - larger.scale()) : text;
    }

    private static String scaled(double value, double error, int power) {
        BigDecimal v = new BigDecimal(value).movePointLeft(power);
        BigDecimal e = new BigDecimal(error).movePointLeft(power);
        int scale = decimals(e.doubleValue());
        String bracket = error == 0 ? "(0)" : bracket(e.doubleValue(), scale);
        return v.setScale(Math.min(scale, MOST_DECIMALS), RoundingMode.HALF_EVEN)
                        .toPlainString()
                + bracket
                + (power == 0 ? "" : "e" + power);
    }

    private static BigDecimal twoDigits(double error) {
        BigDecimal rounded = new BigDecimal(error).round(new MathContext(2, RoundingMode.HALF_EVEN));
        int missing = 2 - rounded.precision();
        return missing > 0 ? rounded.setScale(rounded.scale() + missing) : rounded;
    }

    /** How many decimals two digits of {@code error} reach. */
    static int decimals(double error) {
        return error == 0 ? 0 : Math.max(0, twoDigits(error).scale());
    }

    private static String bracket(double error, int scale) {
        BigDecimal e = new BigDecimal(error).setScale(scale, RoundingMode.HALF_EVEN);
        return "(" + (error < 1 ? e.unscaledValue().toString() : e.toPlainString()) + ")";
    }

    /** A value with so many decimals. */
    static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** A value as short as it can be read back, or with six digits. */
    public static String plain(Double value) {
        if (value == null) {
            return NOTHING;
        }
        String text = Value.text(value);
        if (text.length() <= LONGEST) {
            return text;
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
        double size = Math.abs(value);
        return size < 1e-4 || size >= LARGEST
                ? String.format(Locale.ROOT, "%.5e", value)
                : rounded.stripTrailingZeros().toPlainString();
    }

    /** A deviation with its sign and one decimal. */
    public static String deviation(Double z) {
        return z == null || z.isInfinite() ? plain(z) : String.format(Locale.ROOT, "%+.1f", z);
    }
}
