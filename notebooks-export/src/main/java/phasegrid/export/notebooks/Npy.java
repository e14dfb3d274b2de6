package phasegrid.export.notebooks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Arrays in NumPy's format 1.0, little-endian, row-major. */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private Npy() {}

    static byte[] doubles(double[] values, int... shape) {
        ByteBuffer data = buffer(Double.BYTES * values.length);
        data.asDoubleBuffer().put(values);
        return array("<f8", data.array(), shape);
    }

    static byte[] longs(long[] values, int... shape) {
        ByteBuffer data = buffer(Long.BYTES * values.length);
        data.asLongBuffer().put(values);
        return array("<i8", data.array(), shape);
    }

    static byte[] truths(boolean[] values, int... shape) {
        byte[] data = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            data[i] = (byte) (values[i] ? 1 : 0);
        }
        return array("|b1", data, shape);
    }

    /** Words of one length, in UTF-32, padded with zeros. */
    static byte[] words(List<String> values, int... shape) {
        int longest = values.stream()
                .mapToInt(word -> word.codePointCount(0, word.length()))
                .max()
                .orElse(0);
        int length = Math.max(1, longest);
        ByteBuffer data = buffer(Integer.BYTES * length * values.size());
        for (int i = 0; i < values.size(); i++) {
            data.position(Integer.BYTES * length * i);
            values.get(i).codePoints().forEach(data::putInt);
        }
        return array("<U" + length, data.array(), shape);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] array(String type, byte[] data, int... shape) {
        byte[] header = header(type, shape);
        ByteBuffer file = buffer(MAGIC.length + Short.BYTES + header.length + data.length);
        return file.put(MAGIC)
                .putShort((short) header.length)
                .put(header)
                .put(data)
                .array();
    }

    private static byte[] header(String type, int... shape) {
        String extents = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" ", "(", ")"));
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + extents + ", }";
        int before = MAGIC.length + Short.BYTES + text.length() + 1;
        int padding = Math.floorMod(-before, ALIGNMENT);
        return (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
