package phasegrid.jobs.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a table of numbers as NumPy does: format 1.0, float64, little-endian, row by row. */
public final class NpyFile {
    private static final int ALIGNMENT = 64;
    private static final int BEFORE = 10;

    private NpyFile() {}

    /** Writes {@code rows} times {@code columns} numbers. */
    public static void write(OutputStream out, double[] numbers, int rows, int columns) throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
        String padded = header + " ".repeat(Math.floorMod(-BEFORE - header.length() - 1, ALIGNMENT)) + "\n";
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.max(BEFORE, columns * Double.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) padded.length());
        out.write(bytes.array(), 0, BEFORE);
        out.write(padded.getBytes(StandardCharsets.US_ASCII));
        for (int row = 0; row < rows; row++) {
            bytes.clear();
            bytes.asDoubleBuffer().put(numbers, row * columns, columns);
            out.write(bytes.array(), 0, columns * Double.BYTES);
        }
    }
}
