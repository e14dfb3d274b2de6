package phasegrid.engine.definition;

import java.util.List;
import java.util.stream.Collectors;

/** The value of one parameter, as sweep files, keys and tables see it. */
public sealed interface Value {
    /** The name of its type, part of every key. */
    String type();

    /** Its exact bits in hexadecimal or its letters, part of every key. */
    String bits();

    /** Its spelling in a sweep file and on the command line; reading it back gives the same bits. */
    String text();

    /** Its value on a numeric axis, NaN for a word. */
    double number();

    /** A real number; −0.0 is 0. */
    record Real(double value) implements Value {
        /** Makes −0.0 zero and refuses NaN. */
        public Real {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("Cannot use a value: it is not a number; give a number or .inf");
            }
            value = value + 0.0;
        }

        @Override
        public String type() {
            return "real";
        }

        @Override
        public String bits() {
            return Long.toHexString(Double.doubleToLongBits(value));
        }

        @Override
        public String text() {
            return Value.text(value);
        }

        @Override
        public double number() {
            return value;
        }
    }

    /** A whole number. */
    record Whole(long value) implements Value {
        @Override
        public String type() {
            return "whole";
        }

        @Override
        public String bits() {
            return Long.toString(value);
        }

        @Override
        public String text() {
            return bits();
        }

        @Override
        public double number() {
            return value;
        }
    }

    /** One of a closed list of names: an enum constant, a variant, or yes and no. */
    record Word(String value) implements Value {
        @Override
        public String type() {
            return "word";
        }

        @Override
        public String bits() {
            return value;
        }

        @Override
        public String text() {
            return value;
        }

        @Override
        public double number() {
            return Double.NaN;
        }
    }

    /** A list of real numbers that together are one value. */
    record Reals(List<Double> values) implements Value {
        /** Keeps its own copy, with −0.0 made zero. */
        public Reals {
            values = values.stream().map(v -> new Real(v).value()).toList();
        }

        @Override
        public String type() {
            return "reals";
        }

        @Override
        public String bits() {
            return values.stream().map(v -> new Real(v).bits()).collect(Collectors.joining(" "));
        }

        @Override
        public String text() {
            return values.stream().map(Value::text).collect(Collectors.joining(",", "[", "]"));
        }

        @Override
        public double number() {
            return Double.NaN;
        }
    }

    /** A data file: its content is the value, wherever it lies. */
    record Data(DataFile file) implements Value {
        @Override
        public String type() {
            return "data";
        }

        @Override
        public String bits() {
            return file.content();
        }

        @Override
        public String text() {
            return file.text();
        }

        @Override
        public double number() {
            return Double.NaN;
        }
    }

    /** The shortest decimal that gives {@code v} back; {@code inf} and {@code -inf} for the infinities. */
    static String text(double v) {
        if (Double.isInfinite(v)) {
            return v > 0 ? "inf" : "-inf";
        }
        long whole = (long) v;
        return whole == v && Math.abs(whole) < 1L << 53 ? Long.toString(whole) : Double.toString(v);
    }
}
