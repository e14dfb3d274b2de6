package phasegrid.engine.sweep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Value;
import phasegrid.engine.linear.Elementary;

/**
 * Makes the keys by which points, tracks and disorder samples are known for ever: SHA-256 of a canonical text in which
 * every value stands with its name, type and exact bits.
 *
 * <p>Grid position, sweep name, order in the file and effort are not in it. The track key leaves read-out parameters
 * out, and of a ladder holds the list, not the value; the disorder key leaves the shared axes out besides.
 *
 */
public final class Keys {
    /** Room for the text of a point with a dozen parameters. */
    private static final int LENGTH = 1024;
    /** Never given anything: a copy costs less than to ask the platform for a new one. */
    private static final MessageDigest EMPTY = empty();

    private final List<String> share;
    private final MessageDigest point;
    private final MessageDigest track;
    private final MessageDigest disorder;
    private final byte[] after;

    private Keys(String whose, List<String> share) {
        this.share = share;
        point = begun("phasegrid point 1\n" + whose);
        track = begun("phasegrid track 1\n" + whose);
        disorder = begun("phasegrid disorder 1\n" + whose);
        after = bytes("share " + String.join(",", share) + "\nladder ");
    }

    /**
     * The keys of a sweep over {@code definition}.
     *
     * @param jar the SHA-256 of the model's own jar, empty for the models of this project
     * @param seed the sweep's seed
     * @param share the axes left out of the disorder key, in any order
     */
    public static Keys of(Definition<?, ?> definition, String jar, long seed, List<String> share) {
        String model = definition.model().card().reference();
        String whose = "model " + model + "\njar " + jar + "\nnumerics " + Elementary.PROFILE + "\nseed " + seed + '\n';
        return new Keys(whose, share.stream().sorted().toList());
    }

    /**
     * The three keys of a point that is a track of its own.
     *
     * @param point as {@link Keys#point}
     * @param track as {@link Keys#track}
     * @param disorder as {@link Keys#disorder}
     */
    public record Names(String point, String track, String disorder) {}

    /** The keys of a point of a model without ladder and read-out, in one go. */
    public Names alone(List<Leaf> leaves, Map<String, Value> values) {
        byte[] parameters = parameters(leaves, values, leaf -> true);
        byte[] unshared = share.isEmpty() ? parameters : parameters(leaves, values, this::shapesDisorder);
        return new Names(
                digest(point, parameters, List.of()),
                digest(track, parameters, List.of()),
                digest(disorder, unshared, List.of()));
    }

    /** The key of one point. */
    public String point(List<Leaf> leaves, Map<String, Value> values, List<Value> ladder) {
        return digest(point, parameters(leaves, values, leaf -> true), ladder);
    }

    /** The key of the simulation that serves a point; all thermal noise is drawn from it. */
    public String track(List<Leaf> leaves, Map<String, Value> values, List<Value> ladder) {
        return digest(track, parameters(leaves, values, Keys::isSimulated), ladder);
    }

    /** The key from which the quenched disorder is drawn. */
    public String disorder(List<Leaf> leaves, Map<String, Value> values) {
        return digest(disorder, parameters(leaves, values, this::shapesDisorder), List.of());
    }

    private static boolean isSimulated(Leaf leaf) {
        return leaf.param().along() == Along.POINT;
    }

    private boolean shapesDisorder(Leaf leaf) {
        return isSimulated(leaf) && !share.contains(leaf.name());
    }

    private String digest(MessageDigest begun, byte[] parameters, List<Value> ladder) {
        return continued(begun, parameters, after, bytes(bits(ladder) + '\n'));
    }

    /** A digest that has taken what all keys of its kind begin with, and is given nothing more: they go on from copies. */
    private static MessageDigest begun(String text) {
        MessageDigest digest = empty();
        digest.update(bytes(text));
        return digest;
    }

    private static byte[] parameters(List<Leaf> leaves, Map<String, Value> values, Predicate<Leaf> counts) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (Leaf leaf : leaves) {
            if (counts.test(leaf)) {
                append(text, leaf.name(), values.get(leaf.name()));
            }
        }
        return bytes(text.toString());
    }

    private static void append(StringBuilder text, String name, Value value) {
        text.append("parameter ").append(name).append(' ').append(value.type());
        text.append(' ').append(value.bits()).append('\n');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String bits(List<Value> values) {
        return values.isEmpty()
                ? ""
                : values.stream().map(v -> v.type() + " " + v.bits()).collect(Collectors.joining(","));
    }

    /** The SHA-256 of {@code text}, as 64 hexadecimal digits. */
    public static String digest(String text) {
        return digest(bytes(text));
    }

    /** The SHA-256 of these bytes, one part after another, as 64 hexadecimal digits. */
    public static String digest(byte[]... parts) {
        return continued(EMPTY, parts);
    }

    private static String continued(MessageDigest begun, byte[]... parts) {
        try {
            MessageDigest digest = (MessageDigest) begun.clone();
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest empty() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
