package phasegrid.jobs.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Map;

/** The format of MNIST: big-endian, four bytes 0, 0, type, axes, then the extents; axes after the first are one. */
final class Idx {
    private static final Map<Integer, Element> TYPES = Map.of(
            0x08, Element.UNSIGNED_BYTE,
            0x09, Element.BYTE,
            0x0b, Element.SHORT,
            0x0c, Element.INT,
            0x0d, Element.FLOAT,
            0x0e, Element.DOUBLE);

    private static final int MAGIC = 4;

    private Idx() {}

    static boolean begins(byte[] head) {
        return head.length >= MAGIC && head[0] == 0 && head[1] == 0 && TYPES.containsKey((int) head[2]) && head[3] > 0;
    }

    static Table read(String name, InputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC);
        if (!begins(magic)) {
            throw DataProblem.of(
                    name,
                    "it does not begin as an IDX file does, with 0, 0, a type of 8 to 14 and the number of axes; is it"
                            + " another format, or an archive that wants unpacking?");
        } else if (magic[MAGIC - 1] < 2) {
            throw DataProblem.of(name, "it has one axis, as a file of labels; give the file of images");
        }
        long rows = extent(in);
        long columns = 1;
        for (int axis = 1; axis < magic[MAGIC - 1]; axis++) {
            columns = Math.multiplyExact(columns, extent(in));
        }
        return TYPES.get((int) magic[2]).read(name, in, ByteOrder.BIG_ENDIAN, rows, new Table(name, columns));
    }

    private static long extent(InputStream in) throws IOException {
        byte[] four = in.readNBytes(Integer.BYTES);
        if (four.length < Integer.BYTES) {
            throw new EOFException("it ends in its header: the file is cut short; copy it again");
        }
        return new DataInputStream(new java.io.ByteArrayInputStream(four)).readInt() & 0xffffffffL;
    }
}
