package phasegrid.jobs.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy's arrays, formats 1.0 to 3.0: real numbers or bytes in C order; of more than two axes, those after the first are one. */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*('[^']*'|\\[[^\\]]*\\])");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
    private static final Map<String, Element> TYPES = Map.of(
            "u1", Element.UNSIGNED_BYTE,
            "b1", Element.UNSIGNED_BYTE,
            "i1", Element.BYTE,
            "u2", Element.UNSIGNED_SHORT,
            "i2", Element.SHORT,
            "u4", Element.UNSIGNED_INT,
            "i4", Element.INT,
            "i8", Element.LONG,
            "f4", Element.FLOAT,
            "f8", Element.DOUBLE);

    private Npy() {}

    static boolean begins(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(Arrays.copyOf(head, MAGIC.length), MAGIC);
    }

    static Table read(String name, InputStream in) throws IOException {
        if (!begins(in.readNBytes(MAGIC.length))) {
            throw DataProblem.of(name, "it does not begin as an NPY file does; save it with numpy.save");
        }
        String header = header(name, in);
        String type = descr(name, header);
        Element element = TYPES.get(type.substring(1));
        if (element == null || FORTRAN.matcher(header).find()) {
            throw DataProblem.of(
                    name,
                    element == null
                            ? "its dtype is " + type + ", no real number; save it as float64, float32 or uint8"
                            : "it is in Fortran order; save numpy.ascontiguousarray of it");
        }
        List<Long> shape = shape(name, header);
        long columns = shape.subList(1, shape.size()).stream().reduce(1L, Math::multiplyExact);
        ByteOrder order = type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return element.read(name, in, order, shape.get(0), new Table(name, columns));
    }

    private static String header(String name, InputStream in) throws IOException {
        int version = in.read();
        in.read();
        byte[] size = in.readNBytes(version == 1 ? Short.BYTES : Integer.BYTES);
        ByteBuffer length = ByteBuffer.wrap(Arrays.copyOf(size, Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        int bytes = length.getInt();
        if (bytes <= 0 || bytes > LONGEST) {
            throw DataProblem.of(name, "its NPY header is broken; save it with numpy.save");
        }
        byte[] header = in.readNBytes(bytes);
        if (header.length < bytes) {
            throw new EOFException("it ends in its header: the file is cut short; copy it again");
        }
        return new String(header, StandardCharsets.UTF_8);
    }

    private static String descr(String name, String header) {
        Matcher m = DESCR.matcher(header);
        if (!m.find()) {
            throw DataProblem.of(name, "its NPY header names no dtype; save it with numpy.save");
        }
        String type = m.group(1).replace("'", "");
        return type.length() < 2 ? "|" + type : type;
    }

    private static List<Long> shape(String name, String header) {
        Matcher m = SHAPE.matcher(header);
        List<Long> shape = m.find()
                ? Arrays.stream(m.group(1).split(","))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty() && s.length() < 10)
                        .map(Long::valueOf)
                        .toList()
                : List.of();
        if (shape.size() < 2) {
            throw DataProblem.of(
                    name, "its shape has " + shape.size() + " axes; give points by coordinates, two axes or more");
        }
        return shape;
    }
}
