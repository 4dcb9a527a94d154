// The page's stylesheet, which the panel shares; the build says where it is.
declare module "tickmark:style.css" {
  const text: string;
  export default text;
}
