// A photo as it is kept and sent: upright, at most 1600 pixels long, JPEG; and a small picture of it for the page.
const LONGEST = 1600;
const SMALL = 160;

function drawn(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// Throws where the file is not a picture that this browser can read.
export async function shrink(file) {
  const picture = await createImageBitmap(file);
  const blob = await new Promise((done) => drawn(picture, LONGEST).toBlob(done, "image/jpeg", 0.85));
  const small = drawn(picture, SMALL).toDataURL("image/jpeg", 0.7);
  picture.close();
  if (!blob) throw new Error("the picture could not be drawn");
  return { blob, small };
}
